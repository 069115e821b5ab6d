// A document in the form in which the window's reading of flat text is compared with the desk's.

import type { Node } from 'prosemirror-model';
import { headlineOf, standfirstOf } from '../flatten';
import { writeMarks } from '../units';

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

export function projectionOf(doc: Node): Json {
  return {
    headline: lineOf(headlineOf(doc)),
    standfirst: lineOf(standfirstOf(doc)),
    body: doc.children.slice(2).map(nodeOf),
  };
}

function lineOf(line: Node): Json {
  return line.children.map((node): Json =>
    node.isText ? { text: node.text ?? '', marks: writeMarks(node.marks) as Json } : { obj: true },
  );
}

function nodeOf(node: Node): Json {
  if (!node.isTextblock) {
    return { kind: node.type.name, cid: node.attrs.cid as string, children: node.children.map(nodeOf) };
  }
  const leaf: { [key: string]: Json } = { id: node.attrs.id as string | null, type: node.type.name, x: lineOf(node) };
  if (node.attrs.bm) leaf.bm = node.attrs.bm as Json;
  if (node.type.name === 'heading') leaf.level = node.attrs.level as number;
  return leaf;
}
