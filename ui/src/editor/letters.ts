// One key takes one letter as people see it: an emoji of several parts, a flag, a letter with its accents. Browsers take
// apart what they put together otherwise than people do, and each of them in its own way.

import { TextSelection, type Command } from 'prosemirror-state';

const letters = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
/** Units that are looked at; no letter that people type has more. */
const LONGEST = 64;

/** How many units the last letter of a text has. */
export function lastLetter(text: string): number {
  // A cut letter at the start is no matter, unless it is the only one.
  return [...letters.segment(text.slice(-LONGEST))].at(-1)?.segment.length ?? 0;
}

/** How many units the first letter of a text has. */
export function firstLetter(text: string): number {
  for (const { segment } of letters.segment(text.slice(0, LONGEST))) return segment.length;
  return 0;
}

/** Takes the letter before the caret, or the thing that stands there. */
export const deleteLetterBefore: Command = ({ selection, tr }, dispatch) => {
  if (!(selection instanceof TextSelection) || !selection.$cursor) return false;
  const { pos, parent, parentOffset } = selection.$cursor;
  const text = parent.textBetween(Math.max(0, parentOffset - LONGEST), parentOffset, null, '\uFFFC');
  const length = lastLetter(text);
  if (!length) return false;
  dispatch?.(tr.delete(pos - length, pos).scrollIntoView());
  return true;
};

export const deleteLetterAfter: Command = ({ selection, tr }, dispatch) => {
  if (!(selection instanceof TextSelection) || !selection.$cursor) return false;
  const { pos, parent, parentOffset } = selection.$cursor;
  const text = parent.textBetween(parentOffset, Math.min(parent.content.size, parentOffset + LONGEST), null, '\uFFFC');
  const length = firstLetter(text);
  if (!length) return false;
  dispatch?.(tr.delete(pos, pos + length).scrollIntoView());
  return true;
};
