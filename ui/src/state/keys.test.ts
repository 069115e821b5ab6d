import { expect, test } from 'vitest';
import { EditorState, Selection } from 'prosemirror-state';
import type { EditorView } from 'prosemirror-view';
import { storyKeys } from '../editor/keys';
import { project } from '../editor/project';
import { EDITORS, KEYMAP, actionsFor, beginsPair, written, type Pressed, type Where } from './keys';

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

/** A key press as the map writes it. */
function pressed(keys: string): Pressed {
  const parts = keys.split(' ');
  const name = parts.pop()!;
  const held = parts.map((part) => part.toLowerCase() as 'ctrl' | 'shift' | 'alt');
  const key = { '←': 'ArrowLeft', '→': 'ArrowRight', '↑': 'ArrowUp', '↓': 'ArrowDown', Esc: 'Escape', Space: ' ' }[name] ?? name;
  return press(key.length === 1 && !held.includes('shift') ? key.toLowerCase() : key, ...held);
}

/** The number by which browsers call the key itself, whatever Shift makes of it. */
function codeOf(keys: string): number {
  const name = keys.split(' ').at(-1)!;
  return name === '.' ? 190 : name.length === 1 ? name.charCodeAt(0) : 0;
}

test('every key of the window can be pressed', () => {
  const alone = KEYMAP.filter(({ action, keys }) => !EDITORS.includes(action) && !keys.startsWith('G '));
  const silent = alone.filter(({ keys }) => written(pressed(keys)) !== keys);
  expect(silent, 'a sign that needs Shift on some keyboards is never heard with Shift').toEqual([]);
});

test('the text takes no key that is the window’s, and every key that the list says it takes', () => {
  const fields = { body: [{ insert: 'words to be set' }] };
  const state = EditorState.create({ doc: project(fields), plugins: storyKeys({ onUndo() {}, onRedo() {}, onLink() {} }) });
  const inBody = state.apply(state.tr.setSelection(Selection.atEnd(state.doc)));
  const view = { state: inBody, dispatch() {}, composing: false, endOfTextblock: () => false } as unknown as EditorView;
  const takes = (keys: string) => {
    const event = { ...pressed(keys), keyCode: codeOf(keys) } as unknown as KeyboardEvent;
    return state.plugins.some((plugin) => plugin.props.handleKeyDown?.call(plugin, view, event) === true);
  };
  const windows = KEYMAP.filter(({ action, where, keys }) => ['anywhere', 'write'].includes(where) && !EDITORS.includes(action) && !keys.startsWith('G '));
  const inText = windows.filter(({ action, keys }) => actionsFor(pressed(keys), ['anywhere', 'write'], true, null).includes(action));
  expect(inText.filter(({ keys }) => takes(keys)).map(({ keys }) => keys)).toEqual([]);
  expect(KEYMAP.filter(({ action, keys }) => EDITORS.includes(action) && !takes(keys)).map(({ keys }) => keys)).toEqual([]);
});

test('publishing shares no key with filing or approving', () => {
  const keys = (action: string) => KEYMAP.find((binding) => binding.action === action)?.keys;
  expect(keys('publish')).not.toBe(keys('file'));
  expect(keys('publish')).not.toBe(keys('approve'));
});
