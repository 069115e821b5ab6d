// A document in the form in which the window's reading of flat text is compared with the desk's. The stash is in no reading.

import type { Node } from 'prosemirror-model';
import type { Fragment } from 'prosemirror-model';
import { headlineOf, standfirstOf } from '../flatten';
import { gridOf, type Lines } from '../grid';
import { isSide, sidesOf, STASH } from '../sides';
import { writeMarks } from '../units';

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

export function projectionOf(doc: Node): Json {
  return {
    headline: lineOf(headlineOf(doc)),
    standfirst: lineOf(standfirstOf(doc)),
    body: doc.children.slice(2).filter(isBlock).map(nodeOf),
    sides: Object.fromEntries([...sidesOf(doc)].filter(([name]) => name !== STASH).map(([name, line]) => [name, lineOf(line)])),
  };
}

function isBlock(node: Node): boolean {
  return !isSide(node) && node.type.name !== 'grid';
}

/** What readers will have once everything is decided may be less: a row that is struck is none on the wire. */
function linesOf({ attrs }: Node): { rows: string[]; columns: string[] } {
  const { rows, columns } = gridOf(attrs.lines as Lines, null);
  return { rows: rows.map(({ id }) => id), columns: columns.map(({ id }) => id) };
}

function lineOf(line: Node | Fragment): Json {
  const pieces: Json[] = [];
  line.forEach((node) => pieces.push(pieceOf(node)));
  return pieces;
}

function pieceOf(node: Node): Json {
  if (node.isText) return { text: node.text ?? '', marks: writeMarks(node.marks) as Json };
  return node.type.name === 'fn' ? { note: node.attrs.id as string, marks: writeMarks(node.marks) as Json } : { obj: true };
}

function nodeOf(node: Node): Json {
  if (!node.isTextblock) {
    const children = node.children.filter(isBlock).map(nodeOf);
    return { kind: node.type.name, cid: node.attrs.cid as string, children };
  }
  const leaf: { [key: string]: Json } = { id: node.attrs.id as string | null, type: node.type.name, x: lineOf(node) };
  if (node.attrs.bm) leaf.bm = node.attrs.bm as Json;
  if (node.type.name === 'heading') leaf.level = node.attrs.level as number;
  if (node.type.name === 'table') Object.assign(leaf, linesOf(node));
  if (node.type.name === 'figure') leaf.asset = node.attrs.asset as string;
  return leaf;
}
