import { expect, test } from 'vitest';
import { KEYMAP, actionsFor, beginsPair, written, type Pressed, type Where } from './keys';

const press = (key: string, ...held: ('ctrl' | 'shift' | 'alt' | 'meta')[]): Pressed => ({
  key, ctrlKey: held.includes('ctrl'), metaKey: held.includes('meta'), shiftKey: held.includes('shift'), altKey: held.includes('alt'),
});

test('a key is written as the map writes it', () => {
  expect(written(press('p', 'ctrl', 'shift'))).toBe('Ctrl Shift P');
  expect(written(press('?', 'shift'))).toBe('?');
  expect(written(press('ArrowLeft', 'alt'))).toBe('Alt ←');
  expect(written(press('Enter', 'meta'))).toBe('Ctrl Enter');
  expect(written(press('S', 'shift'))).toBe('Shift S');
});

test('single letters are silent in text', () => {
  expect(actionsFor(press('n'), ['anywhere'], true, null)).toEqual([]);
  expect(actionsFor(press('n'), ['anywhere'], false, null)).toEqual(['new']);
});

test('Commands open everywhere, by Ctrl K only outside text', () => {
  expect(actionsFor(press('P', 'ctrl', 'shift'), ['anywhere', 'write'], true, null)).toEqual(['commands']);
  expect(actionsFor(press('k', 'ctrl'), ['anywhere', 'write'], true, null)).toEqual([]);
  expect(actionsFor(press('k', 'ctrl'), ['anywhere', 'write'], false, null)).toEqual(['commands_outside_text']);
});

test('a pair needs its first letter', () => {
  expect(beginsPair(press('g'), false)).toBe(true);
  expect(beginsPair(press('g'), true)).toBe(false);
  expect(actionsFor(press('d'), ['anywhere'], false, 'G')).toEqual(['go_desk']);
  expect(actionsFor(press('d'), ['anywhere'], false, null)).toEqual([]);
});

test('on one screen no key means two things', () => {
  for (const where of ['list', 'write', 'review'] satisfies Where[]) {
    const here = KEYMAP.filter((binding) => binding.where === where || binding.where === 'anywhere').map(({ keys }) => keys);
    const twice = here.filter((keys, at) => here.indexOf(keys) !== at);
    // Ctrl K is Link in text and Commands outside it.
    expect(twice.filter((keys) => keys !== 'Ctrl K')).toEqual([]);
  }
});

test('publishing shares no key with filing or approving', () => {
  const keys = (action: string) => KEYMAP.find((binding) => binding.action === action)?.keys;
  expect(keys('publish')).not.toBe(keys('file'));
  expect(keys('publish')).not.toBe(keys('approve'));
});
