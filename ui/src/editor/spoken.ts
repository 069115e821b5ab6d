// What is read aloud of a text: what is selected, else everything from the caret on, sentence by sentence.

import type { EditorState } from 'prosemirror-state';
import { linesOf, published, standingTextOf } from './lines';

/** Struck words are left out, as in a search. */
export function spokenOf({ doc, selection: { empty, from, to } }: EditorState, language: string): string[] {
  const segmenter = new Intl.Segmenter(language || undefined, { granularity: 'sentence' });
  return (empty ? published(doc) : linesOf(doc)).flatMap(({ start, node }) => {
    const last = empty ? node.content.size : Math.min(node.content.size, to - start);
    const first = Math.max(0, from - start);
    if (last <= first) return [];
    const text = standingTextOf(node).slice(first, last).replaceAll('\uFFFC', '');
    return [...segmenter.segment(text)].map(({ segment }) => segment.trim()).filter((sentence) => sentence !== '');
  });
}
