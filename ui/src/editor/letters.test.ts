import { EditorState, TextSelection, type Command } from 'prosemirror-state';
import { expect, test } from 'vitest';
import { bodyStart } from './flatten';
import { deleteLetterAfter, deleteLetterBefore, firstLetter, lastLetter } from './letters';
import { project } from './project';

// A letter with two accents, a family, a flag, a waving hand with its colour, Hangul in parts, Devanagari, Hebrew with a point.
const LETTERS = ['a', 'e\u0301\u0323', '👩‍👩‍👧', '🇬🇧', '👋🏽', '\u1112\u1161\u11ab', 'नि', 'שׁ', '漢', '😀', '\n'];

test.each(LETTERS)('%j is one letter from either side', (letter) => {
  expect(lastLetter(`x ${letter}`)).toBe(letter.length);
  expect(firstLetter(`${letter}x`)).toBe(letter.length);
});

test('nothing has no letter', () => {
  expect(lastLetter('')).toBe(0);
  expect(firstLetter('')).toBe(0);
});

test('flags in a row go one by one', () => {
  expect(lastLetter('🇬🇧🇫🇷'.repeat(20))).toBe('🇫🇷'.length);
});

/** The body after a command, with its caret before the first word or after the last. */
function after(words: string, command: Command, caret: 'start' | 'end'): string | null {
  const doc = project({ body: [{ insert: words }] });
  const at = bodyStart(doc) + 1 + (caret === 'end' ? words.length : 0);
  const state = EditorState.create({ doc, selection: TextSelection.create(doc, at) });
  let left: string | null = null;
  command(state, (tr) => (left = tr.doc.child(2).textContent));
  return left;
}

test('a key takes the whole letter and nothing of the next', () => {
  for (const letter of LETTERS) {
    expect(after(`ab${letter}`, deleteLetterBefore, 'end'), letter).toBe('ab');
    expect(after(`${letter}ab`, deleteLetterAfter, 'start'), letter).toBe('ab');
  }
  expect(after('ab', deleteLetterBefore, 'start'), 'at the start it is another command’s').toBeNull();
  expect(after('ab', deleteLetterAfter, 'end')).toBeNull();
});
