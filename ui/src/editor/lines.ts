// A story line by line: headline, standfirst and every block of the body, with the words of each.

import type { Node } from 'prosemirror-model';
import { schema } from './schema';
import { STASH } from './sides';
import { wordsIn, type Word } from './words';

export interface Line {
  /** The position where its words begin. */
  start: number;
  node: Node;
}

export function linesOf(doc: Node): Line[] {
  const lines: Line[] = [];
  doc.descendants((node, pos) => {
    if (!node.isTextblock) return true;
    lines.push({ start: pos + 1, node });
    return false;
  });
  return lines;
}

/** Those that readers will have. */
export function published(doc: Node): Line[] {
  return linesOf(doc).filter(({ node }) => node.type.name !== STASH);
}

/** Whether the words of this line are among those that a commission asks for. */
export function isCounted(node: Node): boolean {
  return !['headline', 'standfirst', 'hr', 'note', 'alt', 'credit', 'stash'].includes(node.type.name);
}

/** The words of a line; each thing that has none takes one unit, as in the document. */
export function textOf(line: Node, from = 0, to = line.content.size): string {
  return line.textBetween(from, to, '', '\uFFFC');
}

/** The same without what is struck, each unit of which stands as a thing without words: nobody looks for it any more. */
export function standingTextOf(line: Node): string {
  return line.children
    .map((part) => (part.isText && !part.marks.some(({ type }) => type === schema.marks.del) ? part.text! : '\uFFFC'.repeat(part.nodeSize)))
    .join('');
}

const known = new WeakMap<Node, Word[]>();

export function wordsOfLine(line: Node): Word[] {
  let words = known.get(line);
  if (!words) known.set(line, (words = wordsIn(textOf(line))));
  return words;
}
