// Paragraphs of the open text by what they say, and where they stand on the screen.
import type { StoryPage } from '../editor';
import type { ComparedBlock } from './compared';

type View = StoryPage['view'];

/** The words of a block as they are now, as far as its first footnote. */
export function newerWords({ pieces }: ComparedBlock): string {
  const note = pieces.findIndex((piece) => piece.note);
  const plain = note < 0 ? pieces : pieces.slice(0, note);
  return plain.filter(({ change }) => change !== 'out').map(({ text }) => text).join('');
}

/** How many of those words' letters stand before the end of a change. */
export function lettersTo({ pieces }: ComparedBlock, at: number): number {
  const last = pieces.findLastIndex((piece) => piece.at === at);
  const before = pieces.slice(0, last + 1).filter(({ change, note }) => change !== 'out' && !note);
  return before.reduce((sum, { text }) => sum + text.length, 0);
}

/** Where the paragraph with these words begins; null when none has them. */
export function paragraphWith(view: View, words: string): number | null {
  let found: number | null = null;
  view.state.doc.descendants((node, at) => {
    if (found !== null) return false;
    if (node.isTextblock && words && node.textContent.startsWith(words)) found = at + 1;
    return !node.isTextblock;
  });
  return found;
}

/** The paragraph that has the caret: its words, and how far down the window it begins. */
export function paragraphAtCaret(view: View): { words: string; top: number } | null {
  const { $head } = view.state.selection;
  if ($head.depth === 0) return null;
  const element = view.nodeDOM($head.before());
  return element instanceof Element ? { words: $head.parent.textContent, top: element.getBoundingClientRect().top } : null;
}
