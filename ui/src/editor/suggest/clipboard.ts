// What is copied when suggestions are about: the words as they would be with every suggestion accepted, and no trace of
// who suggested what.

import { Fragment, Slice, type Node } from 'prosemirror-model';
import { isLeaf, schema } from '../schema';

/** A slice without struck words. The blocks at its open edges stay, since it is open there. */
export function withoutStruck(slice: Slice): Slice {
  const ends = edges(slice.content);
  return new Slice(cleaned(slice.content, ends), slice.openStart, slice.openEnd);
}

function cleaned(fragment: Fragment, ends: Set<Node>): Fragment {
  const nodes: Node[] = [];
  fragment.forEach((node) => {
    const clean = cleanedNode(node, ends);
    if (clean) nodes.push(clean);
  });
  return Fragment.fromArray(nodes);
}

function cleanedNode(node: Node, ends: Set<Node>): Node | null {
  if (node.isInline) {
    if (node.marks.some(({ type }) => type === schema.marks.del)) return null;
    return node.mark(node.marks.filter(({ type }) => type.spec.attrs?.id === undefined));
  }
  const content = cleaned(node.content, ends);
  if (!ends.has(node) && content.size === 0 && (node.isTextblock ? isStruck(node) : node.content.size > 0)) return null;
  return node.type.create(isLeaf(node) ? { ...node.attrs, bm: null } : node.attrs, content);
}

function isStruck({ attrs }: Node): boolean {
  return Object.keys((attrs.bm as object | null) ?? {}).some((key) => key.startsWith('del:'));
}

/** The nodes along both edges. */
function edges(content: Fragment): Set<Node> {
  const found = new Set<Node>();
  for (let node = content.firstChild; node; node = node.firstChild) found.add(node);
  for (let node = content.lastChild; node; node = node.lastChild) found.add(node);
  return found;
}
