// What is suggested in a text, in the order in which it is read: for the margin, the review and the keys that go from
// one to the next. Facts only; what people read about them is said elsewhere.

import type { Node } from 'prosemirror-model';
import { bodyStart, headlineOf, leavesOf, standfirstOf } from '../flatten';
import { writeMarks, type Kind } from '../units';
import { shownSides, STASH } from '../sides';
import type { Attributes, AttributeValue, Side } from '../wire';
import { readNote } from './attributes';
import { readChanges, type Changes } from './format';

/**
 * `table` concerns rows and columns. `split` and `join` concern boundaries between blocks and no words; `retype` what a block is, `nest` which list or quote it
 * is in; `format` how words are set. The desk's list uses the same names.
 */
export type SuggestionKind = 'insert' | 'delete' | 'replace' | 'split' | 'join' | 'retype' | 'nest' | 'table' | 'format';

/** One changed attribute, as on the wire; null where there is none. */
export interface Look {
  name: string;
  old: AttributeValue;
  new: AttributeValue;
}

/** Positions in the document; a boundary's range is the position at the start of its block. */
export interface Range {
  from: number;
  to: number;
  what: 'ins' | 'del' | 'fmt';
}

export interface Suggestion {
  sid: string;
  kind: SuggestionKind;
  /** The field in which it begins. */
  field: 'headline' | 'standfirst' | 'body' | Side;
  /** The block of the body in which it begins. */
  block: string | null;
  /** Which block that is, counted from 0, and what it is now. */
  index: number;
  type: Kind;
  /** The words that it puts in; a block that it begins is a line break, a footnote `*`. */
  inserted: string;
  /** The words that it strikes, likewise. */
  struck: string;
  /** The words that it sets otherwise. */
  set: string;
  looks: Look[];
  ranges: Range[];
}

/** All suggestions of a document, by where they begin. */
export function suggestionsOf(doc: Node): Suggestion[] {
  const found = new Map<string, Draft>();
  for (const line of linesOf(doc)) readLine(line, found);
  return [...found.values()].map((draft) => ({ ...draft, kind: kindOf(draft) }));
}

/** The first one that begins after a position; null when there is none. */
export function nextSuggestion(list: Suggestion[], pos: number): Suggestion | null {
  return list.find((suggestion) => startOf(suggestion) > pos) ?? null;
}

/** The last one that begins before a position. */
export function previousSuggestion(list: Suggestion[], pos: number): Suggestion | null {
  return list.findLast((suggestion) => startOf(suggestion) < pos) ?? null;
}

/** The ones that a caret is in or at the edge of. */
export function suggestionsAt(list: Suggestion[], pos: number): string[] {
  return suggestionsWithin(list, pos, pos);
}

/** The ones that a stretch of the document touches, such as a paragraph from its start to its end. */
export function suggestionsWithin(list: Suggestion[], from: number, to: number): string[] {
  return list.filter(({ ranges }) => ranges.some((range) => range.from <= to && from <= range.to)).map(({ sid }) => sid);
}

/** The ones in the paragraph around a position, its boundary included. */
export function suggestionsInBlock(doc: Node, list: Suggestion[], pos: number): string[] {
  const $pos = doc.resolve(pos);
  return $pos.parent.isTextblock ? suggestionsWithin(list, $pos.start(), $pos.end()) : [];
}

function startOf({ ranges }: Suggestion): number {
  return ranges[0]!.from;
}

interface Line {
  field: Suggestion['field'];
  index: number;
  node: Node;
  /** The position before its first word. */
  start: number;
}

function linesOf(doc: Node): Line[] {
  const body = leavesOf(doc).map(
    (leaf, index): Line => ({ field: 'body', index, node: leaf.node, start: leaf.pos + 1 }),
  );
  const standfirst = bodyStart(doc) - standfirstOf(doc).nodeSize;
  const beside = shownSides(doc).filter(({ kind }) => kind !== STASH).map(({ name, node, pos }): Line => ({ field: name, index: 0, node, start: pos + 1 }));
  return [
    { field: 'headline', index: 0, node: headlineOf(doc), start: 1 },
    { field: 'standfirst', index: 0, node: standfirstOf(doc), start: standfirst + 1 },
    ...body,
    ...beside,
  ];
}

type Draft = Omit<Suggestion, 'kind'>;

/** One note on a boundary or on words, at places counted from the line's first word. */
interface Found {
  sid: string;
  what: Range['what'];
  from: number;
  to: number;
  /** Null for a boundary. */
  text: string | null;
  changes: Changes;
}

/** What was found in lines that are still about: most stay as they are from one key to the next. */
const known = new WeakMap<Node, readonly Found[]>();

function readLine({ node, start, ...line }: Line, found: Map<string, Draft>) {
  let notes = known.get(node);
  if (!notes) known.set(node, (notes = notesIn(node)));
  for (const { sid, what, from, to, text, changes } of notes) {
    add(draftOf(found, sid, { node, start, ...line }), { from: start + from, to: start + to, what }, text, changes);
  }
}

function notesIn(line: Node): Found[] {
  const found: Found[] = [];
  const note = (attributes: Attributes, from: number, to: number, text: string | null) => {
    for (const [key, value] of Object.entries(attributes)) {
      const read = readNote(key);
      if (!read || read.kind === 'c') continue;
      found.push({ sid: read.id, what: read.kind, from, to, text, changes: read.kind === 'fmt' ? readChanges(value) : {} });
    }
  };
  if (line.attrs.bm) note(line.attrs.bm as Attributes, 0, 0, null);
  let from = 0;
  line.forEach((inline) => {
    if (inline.marks.length) note(writeMarks(inline.marks), from, from + inline.nodeSize, inline.text ?? '*');
    from += inline.nodeSize;
  });
  return found;
}

function draftOf(found: Map<string, Draft>, sid: string, { field, index, node }: Line): Draft {
  const known = found.get(sid);
  if (known) return known;
  const isBlock = field === 'body';
  const draft: Draft = {
    sid, field, index, block: isBlock ? (node.attrs.id as string | null) : null, type: isBlock ? (node.type.name as Kind) : 'paragraph',
    inserted: '', struck: '', set: '', looks: [], ranges: [],
  };
  found.set(sid, draft);
  return draft;
}

/** `text` is null for a boundary. */
function add(draft: Draft, range: Range, text: string | null, changes: Changes) {
  const last = draft.ranges.at(-1);
  if (last?.what === range.what && last.to === range.from) last.to = range.to;
  else draft.ranges.push(range);
  if (range.what === 'ins') draft.inserted += text ?? '\n';
  else if (range.what === 'del') draft.struck += text ?? '\n';
  else draft.set += text ?? '';
  for (const [name, [old, now]] of Object.entries(changes)) {
    const isSaid = draft.looks.some((look) => look.name === name && look.old === old && look.new === now);
    if (!isSaid) draft.looks.push({ name, old, new: now });
  }
}

function kindOf({ inserted, struck, looks }: Draft): SuggestionKind {
  if (inserted && struck) return 'replace';
  if (inserted) return isBoundaries(inserted) ? 'split' : 'insert';
  if (struck) return isBoundaries(struck) ? 'join' : 'delete';
  const about = (names: string[]) => looks.some(({ name }) => names.includes(name));
  if (about(['b:type', 'b:level'])) return 'retype';
  if (about(['b:p'])) return 'nest';
  return looks.some(({ name }) => /^b:(row|col):/.test(name)) ? 'table' : 'format';
}

const isBoundaries = (words: string) => /^\n*$/.test(words);
