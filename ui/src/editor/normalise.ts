// What a local edit must leave behind: valid blocks, each with an identity of its own, and no stray units.
//
// Commands know nothing of identities: splitting copies them, retyping a block drops them. The rules here put that right
// in the same transaction, before it is compared and shown.

import { Fragment, Slice, type Node } from 'prosemirror-model';
import type { Transaction } from 'prosemirror-state';
import { arrangeSides, nameNotes } from './arrange';
import { bodyStart, flatten, leavesOf, type Leaf } from './flatten';
import type { NewId } from './ids';
import { changedLine } from './oneLine';
import { project } from './project';
import { schema } from './schema';
import { isSide } from './sides';
import { nameLines } from './table';
import { DEEPEST, notesAmong } from './units';
import { HEAD } from './wire';

/** Edits whose repair does not come to rest are refused; nothing known needs more than a few rounds. */
const MOST_ROUNDS = 60;

/**
 * Repairs the outcome of a transaction within it. False when that cannot be done and it must not be dispatched. With
 * `emptyHead`, a head block whose words are gone stays the head block: they will only be struck.
 */
export function normalise(tr: Transaction, newId: NewId, emptyHead = false): boolean {
  if (!emptyHead && onlyTyped(tr)) {
    atRest.add(tr.doc);
    return true;
  }
  const { storedMarks } = tr;
  const done = settle(tr, newId, emptyHead);
  if (done && !emptyHead) atRest.add(tr.doc);
  if (tr.storedMarks !== storedMarks) tr.setStoredMarks(storedMarks);
  return done;
}

/** Documents in which there is nothing to repair. */
const atRest = new WeakSet<Node>();

/** Whether an edit of such a document is plain words within one line, which leave nothing to repair either. */
function onlyTyped(tr: Transaction): boolean {
  const line = atRest.has(tr.before) ? changedLine(tr.before, tr.doc) : null;
  if (!line || isSide(line.after) || line.after.type === schema.nodes.closed) return false;
  const { before, after, pos } = line;
  // Whether a block has words may decide whose its name is.
  if (before.content.size === 0 || after.content.size === 0) return false;
  const stray = pos < bodyStart(tr.doc) ? STRAY_OR_BREAK : STRAY;
  const isPlain = (node: Node) => node.isText && node.text!.search(stray) < 0;
  return before.children.every(({ isText }) => isText) && after.children.every(isPlain) && isValid(after);
}

function settle(tr: Transaction, newId: NewId, emptyHead: boolean): boolean {
  const before = tr.before;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const span = touched(before, tr.doc);
    if (cleanText(tr, span) || joinContainers(tr, span, newId)) continue;
    if (!isSound(tr.doc, span)) {
      const sound = project(flatten(tr.doc));
      tr.replace(0, tr.doc.content.size, new Slice(sound.content, 0, 0));
      if (!isSound(tr.doc, touched(before, tr.doc))) return false;
      continue;
    }
    if (openCopies(tr, newId)) continue;
    const isNamed = !nameBlocks(tr, newId, emptyHead) && !nameLines(tr, newId) && !nameNotes(tr, newId);
    if (isNamed && !arrangeSides(tr)) return true;
  }
  return false;
}

/** The top-level nodes that differ, as child indexes of the new document; `start` is the position before the first. */
interface Span {
  from: number;
  to: number;
  start: number;
}

function touched(before: Node, after: Node): Span {
  let [from, start] = [0, 0];
  while (from < before.childCount && from < after.childCount && before.child(from) === after.child(from)) {
    start += after.child(from).nodeSize;
    from += 1;
  }
  let [oldTo, to] = [before.childCount, after.childCount];
  while (oldTo > from && to > from && before.child(oldTo - 1) === after.child(to - 1)) {
    oldTo -= 1;
    to -= 1;
  }
  return { from, to, start };
}

// Units that stand for something else, and halves of surrogate pairs.
const STRAY = /[\uFFFC\uFFF9]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;
const STRAY_OR_BREAK = new RegExp(`${STRAY.source}|\n`, 'g');

/** Takes stray units out of the words. Newlines in headline and standfirst become spaces: they are one line each. */
function cleanText(tr: Transaction, span: Span): boolean {
  const edits: { from: number; to: number; by: Node | null }[] = [];
  let pos = span.start;
  for (let index = span.from; index < span.to; index++) {
    const top = tr.doc.child(index);
    const pattern = index < 2 ? STRAY_OR_BREAK : STRAY;
    const start = pos + 1;
    top.descendants((node, offset, parent, place) => {
      if (!parent) return;
      const notes = node.type === schema.nodes.fn ? notesAmong(node.marks) : null;
      if (notes && notes.length < node.marks.length) edits.push({ from: start + offset, to: start + offset + 1, by: node.mark(notes) });
      if (!node.isText) return;
      for (const found of node.text!.matchAll(pattern)) {
        const from = start + offset + found.index;
        const by = found[0] === '\n' ? schema.text(' ', node.marks) : otherHalf(parent, place, found.index, found[0]);
        if (by !== 'keep') edits.push({ from, to: from + 1, by });
      }
    });
    pos += top.nodeSize;
  }
  for (const { from, to, by } of edits.reverse()) tr.replaceWith(from, to, by ?? Fragment.empty);
  return edits.length > 0;
}

/**
 * A pair that marks have cut in two is one character: its second half takes the marks of the first. Gives what the half
 * becomes, null when it stands alone and goes.
 */
function otherHalf(line: Node, place: number, at: number, unit: string): Node | null | 'keep' {
  const code = unit.charCodeAt(0);
  if ((code & 0xfc00) === 0xd800) {
    const isLast = at === line.child(place).text!.length - 1;
    const next = isLast && place + 1 < line.childCount ? line.child(place + 1).text : undefined;
    return next && (next.charCodeAt(0) & 0xfc00) === 0xdc00 ? 'keep' : null;
  }
  if ((code & 0xfc00) !== 0xdc00 || at !== 0 || place === 0) return null;
  const previous = line.child(place - 1);
  const before = previous.text?.charCodeAt(previous.text.length - 1) ?? 0;
  return (before & 0xfc00) === 0xd800 ? schema.text(unit, previous.marks) : null;
}

/** Neighbouring containers of one name are one; list items are not, and get names of their own. */
function joinContainers(tr: Transaction, span: Span, newId: NewId): boolean {
  const from = Math.max(2, span.from - 1);
  const to = Math.min(tr.doc.childCount, span.to + 1);
  const start = span.from > from ? span.start - tr.doc.child(from).nodeSize : span.start;
  const begins = span.from < 2 ? tr.doc.child(0).nodeSize + tr.doc.child(1).nodeSize : start;
  return joinIn(tr, tr.doc, from, to, begins, newId);
}

function joinIn(tr: Transaction, parent: Node, from: number, to: number, start: number, newId: NewId): boolean {
  let pos = start;
  for (let index = from; index < to; index++) {
    const node = parent.child(index);
    if (node.isTextblock || node.type === schema.nodes.grid) {
      pos += node.nodeSize;
      continue;
    }
    const { cid } = node.attrs;
    if (cid === null || cid === '' || String(cid).startsWith('@')) {
      tr.setNodeAttribute(pos, 'cid', newId() + (cid ?? ''));
      return true;
    }
    const previous = index > 0 ? parent.child(index - 1) : null;
    if (previous?.type === node.type && previous.attrs.cid === cid) {
      if (node.type === schema.nodes.li) tr.setNodeAttribute(pos, 'cid', newId());
      else tr.join(pos);
      return true;
    }
    if (joinIn(tr, node, 0, node.childCount, pos + 1, newId)) return true;
    pos += node.nodeSize;
  }
  return false;
}

function isSound(doc: Node, span: Span): boolean {
  if (!doc.type.validContent(doc.content)) return false;
  for (let index = span.from; index < span.to; index++) {
    if (!isValid(doc.child(index)) || depthOf(doc.child(index)) > DEEPEST) return false;
  }
  return true;
}

function isValid(node: Node): boolean {
  try {
    node.check();
    return true;
  } catch {
    return false;
  }
}

function depthOf(node: Node): number {
  if (node.isTextblock || node.type === schema.nodes.grid) return 0;
  let deepest = 0;
  node.forEach((child) => (deepest = Math.max(deepest, depthOf(child))));
  return deepest + 1;
}

/** What a newer Stet made is moved or taken away as it is. A copy or a part of it is its words alone, under another name. */
function openCopies(tr: Transaction, newId: NewId): boolean {
  const closed = new Set<unknown>();
  for (const { node } of leavesOf(tr.before)) if (node.type === schema.nodes.closed) closed.add(node.attrs.id);
  for (const { node, pos } of leavesOf(tr.doc)) {
    const isClosed = node.type === schema.nodes.closed;
    // Whoever comes first of several keeps the name.
    const isItself = closed.delete(node.attrs.id);
    if (isClosed && !isItself) tr.setNodeMarkup(pos, schema.nodes.paragraph, { id: newId(), bm: null });
    else if (!isClosed && isItself) tr.setNodeMarkup(pos, null, { ...node.attrs, id: newId(), bm: null });
    else continue;
    return true;
  }
  return false;
}

/** Who a block is, and what is suggested about its boundary: that goes where the identity goes. */
interface Name {
  id: string | null;
  bm: Node['attrs'][string];
}

/** Gives each block an identity that no other has. */
function nameBlocks(tr: Transaction, newId: NewId, emptyHead: boolean): boolean {
  const leaves = leavesOf(tr.doc);
  const names = leaves.map(({ node }): Name => ({ id: node.attrs.id, bm: node.attrs.bm }));
  if (names.some(({ id }) => id === null)) adoptNames(tr, leaves, names);
  dropDoubles(leaves, names);
  if (!isHead(leaves, names, emptyHead)) names[0] = nameless();
  let named = false;
  leaves.forEach(({ node, pos }, index) => {
    const { bm } = names[index]!;
    const id = names[index]!.id ?? newId();
    if (id !== node.attrs.id) tr.setNodeAttribute(pos, 'id', id);
    if (bm !== node.attrs.bm) tr.setNodeAttribute(pos, 'bm', bm);
    named ||= id !== node.attrs.id || bm !== node.attrs.bm;
  });
  return named;
}

const nameless = (): Name => ({ id: null, bm: null });

/** A block without an identity is the one that stood where it came from, if that is gone. */
function adoptNames(tr: Transaction, leaves: readonly Leaf[], names: Name[]) {
  const used = new Set(names.map(({ id }) => id));
  const back = tr.mapping.invert();
  leaves.forEach(({ node, pos }, index) => {
    if (names[index]!.id !== null) return;
    names[index] = nameless();
    // A table is never another block made over: the desk may know rows of that which the page does not.
    if (node.type === schema.nodes.table) return;
    const old = tr.before.resolve(Math.min(back.map(pos + 1), tr.before.content.size)).parent;
    const id = old.isTextblock ? (old.attrs.id as string | undefined) : undefined;
    if (!id || used.has(id)) return;
    names[index] = { id, bm: old.attrs.bm };
    used.add(id);
  });
}

/** Of several blocks with one identity the first with words keeps it: Enter at a block's start makes the empty one new. */
function dropDoubles(leaves: readonly Leaf[], names: Name[]) {
  const keeper = new Map<string, number>();
  names.forEach(({ id }, index) => {
    if (id === null) return;
    const kept = keeper.get(id);
    const isBetter = kept === undefined || (isBlank(leaves[kept]!) && !isBlank(leaves[index]!));
    if (isBetter) keeper.set(id, index);
    if (kept !== undefined) names[isBetter ? kept : index] = nameless();
  });
  names.forEach(({ id }, index) => {
    if (id === HEAD && index > 0) names[index] = nameless();
  });
}

function isBlank(leaf: Leaf): boolean {
  return leaf.node.content.size === 0;
}

/** Whether the first block may be the head block, if it says it is. */
function isHead(leaves: readonly Leaf[], names: Name[], mayBeEmpty: boolean): boolean {
  const first = leaves[0];
  if (!first || names[0]!.id !== HEAD) return true;
  const isPlain = first.node.type === schema.nodes.paragraph && first.path === '' && names[0]!.bm === null;
  return isPlain && (mayBeEmpty || !isBlank(first) || leaves.length === 1);
}
