// A batch from the desk as a ProseMirror transaction: what another wrote, or an undo.
//
// Blocks that the batch does not touch stay the same nodes. The selection is carried over by flat offsets: ProseMirror's
// own mapping would move the caret off its character whenever a block is split, joined or retyped.

import { Fragment, Slice, type Node } from 'prosemirror-model';
import { AllSelection, NodeSelection, Selection, TextSelection, type EditorState, type Transaction } from 'prosemirror-state';
import { ReplaceStep } from 'prosemirror-transform';
import { headlineOf, leavesOf, markerOf, standfirstOf } from './flatten';
import { toFlat, toPos, type FlatPosition } from './positions';
import { buildDoc, openBlock, readInline, splitUnits, type Block } from './project';
import { schema } from './schema';
import { isSideField, notesIn, shownSides, sidesOf, STASH, type Sides } from './sides';
import { changed, notesAmong, readMarker, readMarks, writeMarker, writeMarks, type Marker } from './units';
import { isDelete, isEmpty, isInsert, MARKER, type Attributes, type Batch, type Field, type Op } from './wire';

/** What the caret does: stay with its words, or go to where the batch changed something, as an undo does. */
export type Caret = 'stay' | 'follow';

export function receive(state: EditorState, batch: Batch, caret: Caret = 'stay'): Transaction {
  const tr = showBatch(state.tr, batch);
  const place = caret === 'follow' ? lastChange(batch) : null;
  const selection = place
    ? TextSelection.near(tr.doc.resolve(toPos(tr.doc, place)), -1)
    : carried(state.selection, state.doc, tr.doc, batch);
  if (!selection.eq(tr.selection)) tr.setSelection(selection);
  if (caret === 'stay') tr.setStoredMarks(state.storedMarks);
  return tr.setMeta('addToHistory', false);
}

/** Brings a transaction to the document after a batch. */
export function showBatch(tr: Transaction, batch: Batch): Transaction {
  if (isEmpty(batch)) return tr;
  return showInLine(tr, batch) ?? replaceDifference(tr, applied(tr.doc, batch));
}

/** The same for words of one line, which is what keys do most: no other block is looked at. */
function showInLine(tr: Transaction, batch: Batch): Transaction | null {
  const [[field, ops] = ['body' as Field, []], ...others] = Object.entries(batch) as [Field, Op[]][];
  const first = ops.findIndex((op) => isInsert(op) || isDelete(op) || op.attributes);
  const hasBlocks = field === 'body' && ops.some((op) => isInsert(op) && /[\uFFFC\uFFF9]/.test(op.insert));
  if (others.length > 0 || first < 0 || first > 1 || hasBlocks) return null;
  const skipped = ops[first - 1];
  const from = skipped && 'retain' in skipped ? skipped.retain : 0;
  const length = ops.slice(first).reduce((sum, op) => sum + (isInsert(op) ? 0 : isDelete(op) ? op.delete : op.retain), 0);
  const pos = toPos(tr.doc, { field, offset: from });
  const $pos = tr.doc.resolve(pos);
  const line = $pos.parent;
  const place = toFlat(tr.doc, pos);
  const isInside = line.isTextblock && place.field === field && place.offset === from && pos + length <= $pos.end();
  if (!isInside) return null;
  const after = Fragment.fromArray(appliedLine(line, field, [{ retain: $pos.parentOffset }, ...ops.slice(first)]));
  // An empty stash is not on the page.
  if (field === STASH && after.size === 0) return null;
  // A footnote that goes takes its text from the foot.
  if (notesIn(line.content).size !== notesIn(after).size) return null;
  const start = line.content.findDiffStart(after);
  const ends = line.content.findDiffEnd(after);
  if (start === null || !ends) return tr;
  const overlap = Math.max(0, start - Math.min(ends.a, ends.b));
  const slice = new Slice(after.cut(start, ends.b + overlap), 0, 0);
  return tr.step(new ReplaceStep($pos.start() + start, $pos.start() + ends.a + overlap, slice));
}

/** The document after a batch. */
export function applied(doc: Node, batch: Batch): Node {
  const { headline, standfirst, body } = batch;
  const shown = shownSides(doc);
  const nodes = new Map(shown.map(({ name, node }) => [name, node]));
  return buildDoc(
    headline ? appliedLine(headlineOf(doc), 'headline', headline) : children(headlineOf(doc)),
    standfirst ? appliedLine(standfirstOf(doc), 'standfirst', standfirst) : children(standfirstOf(doc)),
    appliedBody(doc, body ?? []),
    appliedSides(sidesOf(doc, shown), batch),
    (name) => nodes.get(name),
  );
}

function appliedSides(sides: Sides, batch: Batch): Sides {
  for (const name of Object.keys(batch)) {
    if (!isSideField(name)) continue;
    const before = schema.node('by', { of: null }, sides.get(name));
    const after = Fragment.fromArray(appliedLine(before, name, batch[name] ?? []));
    if (after.size > 0) sides.set(name, after);
    else sides.delete(name);
  }
  return sides;
}

function children(node: Node): Node[] {
  return [...node.children];
}

function appliedLine(line: Node, field: Field, ops: Op[]): Node[] {
  const result: Node[] = [];
  const source = new Source([{ line }]);
  for (const op of ops) {
    if (isInsert(op)) result.push(...readInline(field, op.insert, op.attributes));
    else if (isDelete(op)) source.take(op.delete, () => {});
    else source.take(op.retain, ({ inline }) => inline && result.push(remarked(inline, op.attributes)));
  }
  source.take(Infinity, ({ inline }) => inline && result.push(inline));
  return result;
}

function appliedBody(doc: Node, ops: Op[]): Block[] {
  const blocks: Block[] = [];
  const source = new Source(
    leavesOf(doc).map((leaf) => (leaf.width ? { line: leaf.node, marker: markerOf(leaf) } : { line: leaf.node })),
  );
  const keep = (unit: Unit, attributes?: Attributes) => {
    if (unit.inline) lineOf(blocks).push(remarked(unit.inline, attributes));
    else if (unit.marker) blocks.push({ marker: retyped(unit.marker, attributes), line: [], whole: unit.whole });
  };
  for (const op of ops) {
    if (isInsert(op)) {
      for (const part of splitUnits('body', op.insert)) {
        if (part === MARKER) blocks.push({ marker: readMarker(op.attributes ?? {}), line: [] });
        else lineOf(blocks).push(...readInline('body', part, op.attributes));
      }
    } else if (isDelete(op)) source.take(op.delete, () => {});
    else source.take(op.retain, (unit) => keep(unit, op.attributes), !op.attributes);
  }
  source.take(Infinity, (unit) => keep(unit), true);
  if (blocks.length === 0) openBlock(blocks);
  return blocks;
}

/** The words of the block that is written now. */
function lineOf(blocks: Block[]): Node[] {
  const block = openBlock(blocks);
  if (block.whole) {
    block.line = children(block.whole);
    delete block.whole;
  }
  return block.line;
}

function remarked(inline: Node, change: Attributes | undefined): Node {
  if (!change || inline.type === schema.nodes.obj) return inline;
  const marks = readMarks(changed(writeMarks(inline.marks), change));
  return inline.mark(inline.isText ? marks : notesAmong(marks));
}

function retyped(marker: Marker, change: Attributes | undefined): Marker {
  return change ? readMarker(changed(writeMarker(marker), change)) : marker;
}

/** A marker, with the whole block when nothing of that changes, or a part of a line. */
interface Unit {
  marker?: Marker;
  whole?: Node;
  inline?: Node;
}

/** The flat text of a document, taken from left to right. */
class Source {
  private block = 0;
  private isPastMarker = false;
  private child = 0;
  private used = 0;

  constructor(private readonly blocks: { line: Node; marker?: Marker }[]) {}

  /** Hands on the next units; with `wholes`, blocks that are taken whole are not cut up. */
  take(length: number, use: (unit: Unit) => void, wholes = false) {
    let left = length;
    for (let block = this.blocks[this.block]; block && left > 0; block = this.blocks[this.block]) {
      const { line, marker } = block;
      if (!this.isPastMarker) {
        this.isPastMarker = true;
        if (marker && wholes && left >= 1 + line.content.size) {
          use({ marker, whole: line });
          left -= 1 + line.content.size;
          this.next();
        } else if (marker) {
          use({ marker });
          left -= 1;
        }
        continue;
      }
      if (this.child >= line.childCount) {
        this.next();
        continue;
      }
      const inline = line.child(this.child);
      const step = Math.min(left, inline.nodeSize - this.used);
      use({ inline: step === inline.nodeSize ? inline : inline.cut(this.used, this.used + step) });
      left -= step;
      this.used += step;
      if (this.used === inline.nodeSize) [this.child, this.used] = [this.child + 1, 0];
    }
  }

  private next() {
    this.block += 1;
    this.isPastMarker = false;
    this.child = 0;
    this.used = 0;
  }
}

/** Brings a transaction to a document by one step over what differs, and one for the texts that show nowhere. */
export function replaceDifference(tr: Transaction, after: Node): Transaction {
  if (!after.hasMarkup(tr.doc.type, tr.doc.attrs)) tr.setDocAttribute('unshown', after.attrs.unshown);
  const before = tr.doc.content;
  const start = before.findDiffStart(after.content);
  const ends = before.findDiffEnd(after.content);
  if (start === null || !ends) return tr;
  const overlap = Math.max(0, start - Math.min(ends.a, ends.b));
  const step = new ReplaceStep(start, ends.a + overlap, after.slice(start, ends.b + overlap));
  const { doc } = step.apply(tr.doc);
  if (doc?.eq(after)) return tr.step(step);
  return tr.step(new ReplaceStep(0, before.size, new Slice(after.content, 0, 0)));
}

function carried(selection: Selection, before: Node, after: Node, batch: Batch): Selection {
  const leaves = leavesOf(after);
  return moveSelection(selection, after, (pos) => toPos(after, carriedPosition(toFlat(before, pos), batch), leaves));
}

/** Whether a block is selected as one, with a click or from beside it. */
export function isSelectedWhole({ type }: Node): boolean {
  return type === schema.nodes.hr || type === schema.nodes.figure || type === schema.nodes.table || type === schema.nodes.closed;
}

/** The same selection in another document; `move` gives the new place of an old position. */
export function moveSelection(selection: Selection, after: Node, move: (pos: number) => number): Selection {
  if (selection instanceof AllSelection) return new AllSelection(after);
  if (selection instanceof NodeSelection && selection.node.isTextblock) {
    const pos = move(selection.from + 1) - 1;
    const node = after.nodeAt(pos);
    if (node && isSelectedWhole(node)) return NodeSelection.create(after, pos);
  }
  const [anchor, head] = [after.resolve(move(selection.anchor)), after.resolve(move(selection.head))];
  return TextSelection.between(anchor, head);
}

function carriedPosition({ field, offset }: FlatPosition, batch: Batch): FlatPosition {
  const ops = batch[field];
  return { field, offset: ops ? carriedOffset(offset, ops) : offset };
}

/**
 * Where a caret between two units goes: it stays behind the one before it, if that is still there, else before the one
 * after it, else where they were.
 */
function carriedOffset(offset: number, ops: Op[]): number {
  const before = offset > 0 ? unitAfter(offset - 1, ops) : { kept: false, at: 0 };
  if (before.kept) return before.at + 1;
  return unitAfter(offset, ops).at;
}

function unitAfter(unit: number, ops: Op[]): { kept: boolean; at: number } {
  let [from, to] = [0, 0];
  for (const op of ops) {
    if (isInsert(op)) to += op.insert.length;
    else if (isDelete(op)) {
      if (unit < from + op.delete) return { kept: false, at: to };
      from += op.delete;
    } else {
      if (unit < from + op.retain) return { kept: true, at: to + unit - from };
      from += op.retain;
      to += op.retain;
    }
  }
  return { kept: true, at: to + unit - from };
}

/** Where a batch last changed something. */
function lastChange(batch: Batch): FlatPosition | null {
  let last: FlatPosition | null = null;
  for (const field of Object.keys(batch) as Field[]) {
    if (field === 'kicker' || field === 'dateline') continue;
    let offset = 0;
    for (const op of batch[field] ?? []) {
      if (isInsert(op)) offset += op.insert.length;
      else if (!isDelete(op)) offset += op.retain;
      if (isInsert(op) || isDelete(op) || op.attributes) last = { field, offset };
    }
  }
  return last;
}
