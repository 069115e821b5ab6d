import { expect, test } from 'vitest';
import sentences from './en.json';
import { sentence, t, word } from './index';

test('a count chooses between one and many', () => {
  expect(t('words.unit', { count: 1 })).toBe('word');
  expect(t('words.unit', { count: 0 })).toBe('words');
});

test('facts stand where the sentence wants them', () => {
  expect(t('desk.row.void', { revision: 7 })).toBe('Approval of r7 is void');
});

test('a refusal without a sentence of its own still says what is safe', () => {
  expect(sentence({ code: 'from-the-future', params: {} })).toContain('from-the-future');
  expect(sentence({ code: 'from-the-future', params: {} })).toContain('safe');
});

test('roles and states are said in words', () => {
  expect(sentence({ code: 'wrong-state', params: { state: 'sent_back' } })).toContain('sent back');
  expect(sentence({ code: 'not-your-role', params: { roles: 'desk_editor, production' } })).toContain('Desk editor, Production');
});

test('a value that is new to this window is shown as it is', () => {
  expect(word('state', 'on_the_moon')).toBe('on the moon');
});

test('every plural has both its forms', () => {
  const keys = Object.keys(sentences);
  const lone = keys.filter((key) => (key.endsWith('.one') && !keys.includes(key.replace(/\.one$/, '.other'))) || (key.endsWith('.other') && !keys.includes(key.replace(/\.other$/, '.one'))));
  expect(lone).toEqual([]);
});

test('the voice has no exclamation marks and no apologies', () => {
  const loud = Object.entries(sentences).filter(([, text]) => /!|oops|sorry|please/i.test(text));
  expect(loud).toEqual([]);
});
