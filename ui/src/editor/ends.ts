// Where suggested insertions and deletions begin and end, in words: for whoever hears the page and asks for it.
//
// The words are heard and not seen, and no part of the text. Suggested boundaries between blocks have no words to begin
// at; the list of suggestions says them.

import type { Node } from 'prosemirror-model';
import { Decoration } from 'prosemirror-view';
import type { Line } from './lines';
import { schema } from './schema';

/** What is said at each end. */
export interface EndWords {
  insertion: string;
  insertionEnd: string;
  deletion: string;
  deletionEnd: string;
}

type What = 'ins' | 'del';

/** A stretch of one line, from its first word; several suggestions that touch are one. */
interface Stretch {
  what: What;
  from: number;
  to: number;
}

export function endDecorations(lines: readonly Line[], words: EndWords): Decoration[] {
  return lines.flatMap(({ start, node }) =>
    stretches(node).flatMap(({ what, from, to }) => {
      const [begins, ends] = what === 'ins' ? [words.insertion, words.insertionEnd] : [words.deletion, words.deletionEnd];
      // Where one ends and the next begins, the end is heard first.
      return [said(start + from, begins, 1), said(start + to, ends, -1)];
    }),
  );
}

function said(pos: number, words: string, side: -1 | 1): Decoration {
  const toDOM = () => {
    const span = document.createElement('span');
    span.className = 'vh';
    span.textContent = ` ${words} `;
    return span;
  };
  return Decoration.widget(pos, toDOM, { side, ignoreSelection: true, marks: [], key: `${words}${side}` });
}

/** What was found in lines that are still about: most stay as they are from one key to the next. */
const known = new WeakMap<Node, Stretch[]>();

export function stretches(line: Node): Stretch[] {
  let found = known.get(line);
  if (!found) known.set(line, (found = (['ins', 'del'] as const).flatMap((what) => stretchesOf(line, what)).sort((one, other) => one.from - other.from)));
  return found;
}

function stretchesOf(line: Node, what: What): Stretch[] {
  const found: Stretch[] = [];
  line.forEach((node, from) => {
    if (!schema.marks[what]!.isInSet(node.marks)) return;
    const last = found.at(-1);
    if (last?.to === from) last.to += node.nodeSize;
    else found.push({ what, from, to: from + node.nodeSize });
  });
  return found;
}
