// The stash: what is cut goes there, comes back from there, and is no part of what readers have.

import { TextSelection, type Command, type EditorState, type Transaction } from 'prosemirror-state';
import { expect, test } from 'vitest';
import { backspace, enter } from './commands';
import { localEdit } from './edit';
import { idsOf } from './ids';
import { linesOf, isCounted } from './lines';
import { tksOf } from './outline';
import { difference } from './delta';
import { readPlainText } from './paste';
import { placed } from './pasting';
import { receive } from './receive';
import { sidesOf, unshownOf } from './sides';
import { spokenOf } from './spoken';
import { fromStash, toStash } from './stash';
import { suggestedTransaction } from './suggest/suggest';
import { Suggester } from './suggest/suggester';
import { suggestionsOf } from './suggest/list';
import { draw, stateOf } from './testing/pictures';
import type { Batch } from './wire';

function edited(state: EditorState, command: Command): { state: EditorState; batch: Batch } {
  let tr: Transaction | null = null;
  command(state, (done) => (tr = done));
  if (!tr) throw new Error('the command does not apply');
  const batch = localEdit(tr, idsOf('9'));
  expect(batch, 'the edit is not refused').not.toBeNull();
  return { state: state.apply(tr), batch: batch! };
}

/** Selects the first words that read so. */
function select(state: EditorState, words: string): EditorState {
  for (const { start, node } of linesOf(state.doc)) {
    const at = node.textContent.indexOf(words);
    if (at >= 0) return state.apply(state.tr.setSelection(TextSelection.create(state.doc, start + at, start + at + words.length)));
  }
  throw new Error(`no ${words}`);
}

function check(before: string[], selected: string | null, command: Command, after: string[]): { state: EditorState; batch: Batch } {
  const start = stateOf(before);
  const done = edited(selected === null ? start : select(start, selected), command);
  expect(draw(done.state.doc)).toEqual(after);
  const back = receive(done.state, difference(done.state.doc, start.doc));
  expect(draw(back.doc), 'one step back and nothing has happened').toEqual(draw(start.doc));
  return done;
}

test('what is selected goes to the stash in one batch, with its marks', () => {
  const { batch } = check(['p one *two* three'], 'two', toStash, ['p one  three', 'stash = *two*']);
  expect(Object.keys(batch).sort()).toEqual(['body', 'stash']);
});

test('what comes later stands under what the stash has', () => {
  check(['p one two', 'stash = old'], 'two', toStash, ['p one ', 'stash = old\ntwo']);
});

test('each paragraph that goes to the stash is a line of it', () => {
  const start = stateOf(['p first', '1-1 | h2 second', '1-2 | p third']);
  const [one, , three] = linesOf(start.doc).slice(2);
  const all = TextSelection.create(start.doc, one!.start, three!.start + 5);
  const { state } = edited(start.apply(start.tr.setSelection(all)), toStash);
  expect(sidesOf(state.doc).get('stash')?.textBetween(0, 18)).toBe('first\nsecond\nthird');
});

test('a footnote goes along as words in brackets', () => {
  check(['p one{9-1} two', 'note:9-1 = why'], 'one', toStash, ['p {9-1} two', 'note:9-1 = why', 'stash = one']);
  const start = stateOf(['p one{9-1} two', 'note:9-1 = why']);
  const { start: from } = linesOf(start.doc)[2]!;
  const { state } = edited(start.apply(start.tr.setSelection(TextSelection.create(start.doc, from, from + 4))), toStash);
  expect(sidesOf(state.doc).get('stash')?.textBetween(0, 9)).toBe('one [why]');
});

test('nothing goes to the stash where nothing is selected, from the stash itself, or with a picture', () => {
  const applies = (state: EditorState) => toStash(state, undefined);
  expect(applies(stateOf(['p one_']))).toBe(false);
  expect(applies(select(stateOf(['p one', 'stash = old']), 'old'))).toBe(false);
  const pictured = stateOf(['p one', '1-1 | fig caption', '1-2 | p three']);
  const lines = linesOf(pictured.doc);
  const around = TextSelection.create(pictured.doc, lines[2]!.start, lines.at(-1)!.start + 1);
  expect(applies(pictured.apply(pictured.tr.setSelection(around)))).toBe(false);
  expect(applies(select(pictured, 'caption')), 'words of a caption alone are words').toBe(true);
});

test('all of the stash comes back to the caret, and the stash is gone', () => {
  check(['p one _three', 'stash = *two* '], null, fromStash, ['p one *two* three']);
});

test('what is selected in the stash comes back alone, without an empty line left behind', () => {
  check(['p one', 'stash = a\nb\nc'], 'b', fromStash, ['p oneb', 'stash = a\nc']);
});

test('several lines come back as paragraphs', () => {
  check(['p one_', 'stash = a\nb'], null, fromStash, ['p onea', '9-1 | p b']);
});

test('enter in the stash is a new line of it, and an emptied stash leaves the page', () => {
  check(['p one', 'stash = a_b'], null, enter, ['p one', 'stash = a\nb']);
  check(['p one', 'stash = ab'], 'ab', backspace, ['p one']);
});

test('what is pasted into the stash keeps its lines', () => {
  const paste: Command = (state, dispatch) => {
    dispatch?.(placed(state, readPlainText('x\ny', [])));
    return true;
  };
  check(['p one', 'stash = a_b'], null, paste, ['p one', 'stash = ax\nyb']);
});

test('nothing in the stash is counted, read out, still to come, or kept out of sight', () => {
  const { doc } = stateOf(['p one', 'stash = two TK']);
  expect(linesOf(doc).filter(({ node }) => isCounted(node)).map(({ node }) => node.textContent)).toEqual(['one']);
  expect(tksOf(doc)).toEqual([]);
  expect(spokenOf(stateOf(['_p one', 'stash = two']), 'en').join(' ')).not.toContain('two');
  expect(unshownOf(doc)).toEqual({});
});

test('whoever suggests changes nothing in the stash', () => {
  const state = select(stateOf(['p one', 'stash = two']), 'two');
  const newId = idsOf('9');
  expect(suggestedTransaction(state, state.tr.insertText('x'), new Suggester(newId), newId)).toBeNull();
  expect(suggestionsOf(state.doc)).toEqual([]);
});
