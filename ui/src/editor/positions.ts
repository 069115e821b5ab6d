// ProseMirror positions ↔ flat offsets. Inside a block both differ by a constant, so one walk over the blocks does.

import type { Node } from 'prosemirror-model';
import { bodyStart, headlineOf, leavesOf, lineStart, type Leaf } from './flatten';
import { fieldOfSide, isSide, isSideField, shownSides } from './sides';
import type { Field } from './wire';

/** A place in one field's flat text. */
export interface FlatPosition {
  field: Field;
  offset: number;
}

/** A position between two blocks is that of the next block's marker. */
export function toFlat(doc: Node, pos: number, leaves?: readonly Leaf[]): FlatPosition {
  const { parent, parentOffset, depth } = doc.resolve(pos);
  if (isSide(parent)) return { field: fieldOfSide(parent), offset: parentOffset };
  const headlineSize = headlineOf(doc).nodeSize;
  const start = bodyStart(doc);
  if (pos < headlineSize) return { field: 'headline', offset: clamp(pos - 1, headlineSize - 2) };
  if (pos < start) return { field: 'standfirst', offset: clamp(pos - headlineSize - 1, start - headlineSize - 2) };
  if (!leaves && depth > 0 && parent.isTextblock) return { field: 'body', offset: lineStart(doc, pos - parentOffset - 1) + parentOffset };
  return { field: 'body', offset: bodyOffset(leaves ?? leavesOf(doc), pos) };
}

function bodyOffset(leaves: readonly Leaf[], pos: number): number {
  for (const { node, pos: before, flat, width } of leaves) {
    if (pos <= before) return flat;
    if (pos < before + node.nodeSize) return flat + width + (pos - before - 1);
  }
  const last = leaves.at(-1);
  return last ? last.flat + last.width + last.node.content.size : 0;
}

/** The place in the document for a flat offset; an offset past the end is the end, and of a text that shows nowhere the body's start. */
export function toPos(doc: Node, { field, offset }: FlatPosition, leaves?: readonly Leaf[]): number {
  const headlineSize = headlineOf(doc).nodeSize;
  if (field === 'headline') return 1 + clamp(offset, headlineSize - 2);
  const start = bodyStart(doc);
  if (field === 'standfirst') return headlineSize + 1 + clamp(offset, start - headlineSize - 2);
  if (isSideField(field)) {
    const side = shownSides(doc).find(({ name }) => name === field);
    if (side) return side.pos + 1 + clamp(offset, side.node.content.size);
    return toPos(doc, { field: 'body', offset: 0 }, leaves);
  }
  let found = 0;
  for (const { node, pos, flat, width } of leaves ?? leavesOf(doc)) {
    found = pos + 1 + clamp(offset - flat - width, node.content.size);
    if (offset <= flat + width + node.content.size) break;
  }
  return found;
}

function clamp(value: number, most: number): number {
  return Math.max(0, Math.min(value, most));
}
