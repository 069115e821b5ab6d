// What is said about the suggestions of a text, and what of it is copied.

import { AllSelection } from 'prosemirror-state';
import { expect, test } from 'vitest';
import { stateOf } from '../testing/pictures';
import { withoutStruck } from './clipboard';
import { nextSuggestion, previousSuggestion, suggestionsAt, suggestionsInBlock, suggestionsOf, type Suggestion } from './list';

const listOf = (picture: string[]) => suggestionsOf(stateOf(picture).doc);

function check(picture: string[], expected: Partial<Suggestion>[]) {
  const list = listOf(picture);
  expect(list.length).toBe(expected.length);
  list.forEach((suggestion, index) => expect(suggestion).toMatchObject(expected[index]!));
}

test('each kind of suggestion is told by what it does', () => {
  check(['1-1 | p a[+7-1:bc]d'], [{ sid: '7-1', kind: 'insert', inserted: 'bc', struck: '', block: '1-1', index: 0, field: 'body' }]);
  check(['1-1 | p a', '1-2 | p [-7-1:bc]d'], [{ kind: 'delete', struck: 'bc', block: '1-2', index: 1 }]);
  check(['1-1 | p [-7-1:much][+7-1:very]'], [{ kind: 'replace', struck: 'much', inserted: 'very' }]);
  check(['1-1 | p [~7-1:*bc*]'], [{ kind: 'format', set: 'bc', looks: [{ name: 'strong', old: null, new: true }] }]);
  check(['1-1 | p a', '1-2+7-1 | p b'], [{ kind: 'split', inserted: '\n', block: '1-2' }]);
  check(['1-1 | p a', '1-2-7-1 | p b'], [{ kind: 'join', struck: '\n' }]);
  check(['1-1~7-1 | h2 a'], [{ kind: 'retype', type: 'heading' }]);
  check(['1-1 | p a', '1-2+7-1 | hr'], [{ kind: 'split', type: 'hr' }]);
  check(['1-1 | p a[+7-1:b]', '1-2+7-1 | p [+7-1:c]'], [{ kind: 'insert', inserted: 'b\nc', block: '1-1' }]);
});

test('suggestions stand in the order in which they begin', () => {
  check(['1-1 | p [+7-9:a]b[-7-2:c]', '1-2 | p [+8-1:d][+7-9:e]'], [{ sid: '7-9', inserted: 'ae' }, { sid: '7-2' }, { sid: '8-1' }]);
});

test('one goes on to the next suggestion and back', () => {
  const list = listOf(['1-1 | p a[+7-1:b]c[-7-2:d]', '1-2 | p [+7-3:e]']);
  const [first, second, third] = list.map(({ ranges }) => ranges[0]!.from);
  expect(nextSuggestion(list, 0)?.sid).toBe('7-1');
  expect(nextSuggestion(list, first!)?.sid, 'the one under the caret is not the next').toBe('7-2');
  expect(nextSuggestion(list, third!)).toBeNull();
  expect(previousSuggestion(list, second!)?.sid).toBe('7-1');
  expect(previousSuggestion(list, first!)).toBeNull();
});

test('a caret is in what it touches, and a paragraph holds its boundary too', () => {
  const { doc } = stateOf(['1-1 | p a[+7-1:b]c[-7-2:d]', '1-2+7-4 | p e[+7-3:f]']);
  const list = suggestionsOf(doc);
  expect(suggestionsAt(list, 6)).toEqual(['7-1']);
  expect(suggestionsAt(list, 8)).toEqual(['7-2']);
  expect(suggestionsInBlock(doc, list, 6)).toEqual(['7-1', '7-2']);
  expect(suggestionsInBlock(doc, list, 12)).toEqual(['7-4', '7-3']);
});

test('what is copied has no struck words and no trace of suggestions', () => {
  const { doc } = stateOf(['1-1 | p a[-7-1:b]c[+7-2:d]', '1-2-7-1 | p [-7-1:gone]', '1-3~7-3 | ul:x li:y p [~7-4:*e*]']);
  const slice = withoutStruck(new AllSelection(doc).content());
  expect(slice.content.textBetween(0, slice.content.size, '|')).toBe('||acd|e');
  const notes: unknown[] = [];
  slice.content.descendants((node) => {
    notes.push(...node.marks.filter(({ attrs }) => 'id' in attrs), ...(node.attrs.bm ? [node.attrs.bm] : []));
  });
  expect(notes).toEqual([]);
});
