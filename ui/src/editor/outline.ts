// What one wants to know of a story at a glance: its headings, what is still to come, how much is selected.

import type { Node } from 'prosemirror-model';
import type { EditorState } from 'prosemirror-state';
import { charactersIn } from './find/fold';
import { linesOf, published, textOf, wordsOfLine } from './lines';
import { schema } from './schema';
import { tksIn, wordsIn } from './words';

/** A place that the outline leads to. */
export interface Entry {
  kind: 'headline' | 'heading' | 'tk';
  /** 1 for the headline, 2 to 4 for headings and 1 for a `TK`. */
  level: number;
  text: string;
  from: number;
  to: number;
}

/** Headline and headings in page order. */
export function headingsOf(doc: Node): Entry[] {
  const { headline, heading } = schema.nodes;
  return linesOf(doc).flatMap(({ start, node }): Entry[] => {
    const place = { text: node.textContent, from: start + node.content.size, to: start + node.content.size };
    if (node.type === headline) return [{ kind: 'headline', level: 1, ...place }];
    return node.type === heading ? [{ kind: 'heading', level: node.attrs.level as number, ...place }] : [];
  });
}

/** Every open `TK` of the text. */
export function tksOf(doc: Node): Entry[] {
  return published(doc).flatMap(({ start, node }) =>
    tksIn(textOf(node)).map(({ from, to, round }): Entry => ({ kind: 'tk', level: 1, text: round, from: start + from, to: start + to })),
  );
}

/** The next `TK` after a position, the first when none follows. */
export function tkAfter(doc: Node, pos: number): Entry | null {
  const tks = tksOf(doc);
  return tks.find(({ from }) => from >= pos) ?? tks[0] ?? null;
}

export interface Selected {
  words: number;
  /** As a reader counts them, spaces included. */
  characters: number;
}

/** Null when nothing is selected. */
export function selectedOf({ doc, selection }: EditorState): Selected | null {
  if (selection.empty) return null;
  const { from, to } = selection;
  const selected = { words: 0, characters: 0 };
  for (const { start, node } of linesOf(doc)) {
    const first = Math.max(0, from - start);
    const last = Math.min(node.content.size, to - start);
    if (last <= first) continue;
    const text = textOf(node, first, last);
    selected.words += first === 0 && last === node.content.size ? wordsOfLine(node).length : wordsIn(text).length;
    selected.characters += charactersIn(text);
  }
  return selected;
}
