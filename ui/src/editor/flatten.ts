// A ProseMirror document as flat text: what the desk stores.

import type { Fragment, Node } from 'prosemirror-model';
import type { Lines } from './grid';
import { schema } from './schema';
import { isAtFoot, isSide, sidesOf } from './sides';
import { inlineAttributes, inlineText, writeMarker, type Kind, type Marker } from './units';
import { HEAD, MARKER, type Batch, type Insert } from './wire';

/** A block of the body with its place in the document and in the flat text. */
export interface Leaf {
  node: Node;
  /** The containers around it, as in `Marker`. */
  path: string;
  /** The ProseMirror position before the node. */
  pos: number;
  /** The flat offset of its marker. */
  flat: number;
  /** How many units its marker takes: none for the head block. */
  width: 0 | 1;
}

/** What was found in documents that are still about; a key press asks for it several times. */
const known = new WeakMap<Node, readonly Leaf[]>();

/** The body's blocks in order. */
export function leavesOf(doc: Node): readonly Leaf[] {
  const found = known.get(doc) ?? findLeaves(doc);
  known.set(doc, found);
  return found;
}

function findLeaves(doc: Node): Leaf[] {
  const leaves: Leaf[] = [];
  let flat = 0;
  const walk = (parent: Node, first: number, start: number, tokens: string[], path: string) => {
    let pos = start;
    for (let index = first; index < parent.childCount; index++) {
      const node = parent.child(index);
      if (isSide(node) || node.type === schema.nodes.grid) {
        // It is a field of its own, or holds such.
      } else if (node.isTextblock) {
        const width = leaves.length === 0 && node.attrs.id === HEAD ? 0 : 1;
        leaves.push({ node, path, pos, flat, width });
        flat += width + node.content.size;
      } else {
        const inner = [...tokens, `${node.type.name}:${node.attrs.cid}`];
        walk(node, 0, pos + 1, inner, JSON.stringify(inner));
      }
      pos += node.nodeSize;
    }
  };
  walk(doc, 2, bodyStart(doc), [], '');
  return leaves;
}

/** The flat offset of the first word of the line that stands there in the body, without listing all that stand before it. */
export function lineStart(doc: Node, pos: number): number {
  let flat = 0;
  let isFirst = true;
  const walk = (parent: Node, first: number, start: number): boolean => {
    let at = start;
    for (let index = first; index < parent.childCount; index++) {
      const node = parent.child(index);
      if (isSide(node) || node.type === schema.nodes.grid) {
        // It is a field of its own, or holds such.
      } else if (node.isTextblock) {
        flat += isFirst && node.attrs.id === HEAD ? 0 : 1;
        isFirst = false;
        if (at === pos) return true;
        flat += node.content.size;
      } else if (walk(node, 0, at + 1)) return true;
      at += node.nodeSize;
    }
    return false;
  };
  walk(doc, 2, bodyStart(doc));
  return flat;
}

/** The ProseMirror position where the body begins. */
export function bodyStart(doc: Node): number {
  return headlineOf(doc).nodeSize + standfirstOf(doc).nodeSize;
}

/** The ProseMirror position where the body ends and what stands at the foot begins. */
export function bodyEnd(doc: Node): number {
  let end = doc.content.size;
  for (let index = doc.childCount - 1; isAtFoot(doc.child(index).type.name); index--) end -= doc.child(index).nodeSize;
  return end;
}

export function headlineOf(doc: Node): Node {
  return doc.child(0);
}

export function standfirstOf(doc: Node): Node {
  return doc.child(1);
}

export function markerOf(leaf: Leaf): Marker {
  const { type, attrs } = leaf.node;
  return {
    id: attrs.id as string | null,
    kind: type.name as Kind,
    level: type === schema.nodes.heading ? (attrs.level as number) : null,
    asset: type === schema.nodes.figure ? (attrs.asset as string) : null,
    lines: type === schema.nodes.table ? (attrs.lines as Lines) : null,
    kept: type === schema.nodes.closed ? (attrs.kept as Marker['kept']) : null,
    path: leaf.path,
    bm: attrs.bm as Marker['bm'],
  };
}

/** The batch that makes this document's text from nothing. */
export function flatten(doc: Node): Batch {
  const body = leavesOf(doc).flatMap((leaf) => {
    const marker: Insert = { insert: MARKER, attributes: writeMarker(markerOf(leaf)) };
    return leaf.width ? [marker, ...lineOps(leaf.node.content)] : lineOps(leaf.node.content);
  });
  const batch: Batch = { headline: lineOps(headlineOf(doc).content), standfirst: lineOps(standfirstOf(doc).content), body };
  for (const [name, line] of sidesOf(doc)) batch[name] = lineOps(line);
  return batch;
}

/** The inserts that make one line. */
function lineOps(line: Fragment): Insert[] {
  const ops: Insert[] = [];
  line.forEach((node) => {
    const attributes = inlineAttributes(node);
    const insert = inlineText(node);
    ops.push(Object.keys(attributes).length ? { insert, attributes } : { insert });
  });
  return ops;
}
