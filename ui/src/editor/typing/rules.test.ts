// What a page makes of keys, and how one takes it back.

import { expect, test } from 'vitest';
import type { KeyCalls } from '../keys';
import { linesOf } from '../lines';
import { draw, drawLine, stateOf } from '../testing/pictures';
import { Typist } from '../testing/typist';

function check(before: string[], keys: string, after: string[], wishes: Partial<KeyCalls> = { language: 'en' }) {
  const typist = new Typist(stateOf(before), wishes).type(keys);
  expect(draw(typist.state.doc)).toEqual(after);
  return typist;
}

test('signs are typeset in the language of the story', () => {
  check(['p _'], `"So," he said -- and left...`, ['p “So,” he said — and left…']);
  check(['p _'], `"So", sagte er`, ['p „So“, sagte er'], { language: 'de' });
});

test('the language is asked for at every key', () => {
  const wishes = { language: 'en' };
  const typist = new Typist(stateOf(['p _']), wishes).type('"a" ');
  wishes.language = 'de';
  expect(draw(typist.type('"b"').state.doc)).toEqual(['p “a” „b“']);
});

test('who wants plain signs gets them', () => {
  check(['p _'], `"a"--b...`, ['p "a"--b...'], { language: 'en', typesets: () => false });
});

test('headline and standfirst are typeset too, and have no blocks', () => {
  const typist = new Typist(stateOf(['p']), { language: 'en' }).type('## "Yes"');
  expect(drawLine(typist.state.doc, 'headline')).toBe('## “Yes”');
});

test('Backspace right after gives back what was typed', () => {
  const backspace = (keys: string, expected: string[]) =>
    expect(draw(new Typist(stateOf(['p _']), { language: 'en' }).type(keys).press('Backspace').state.doc)).toEqual(expected);
  backspace('a "', ['p a "']);
  backspace('a--', ['p a--']);
  backspace('a...', ['p a...']);
  backspace('- ', ['p - ']);
  backspace('## ', ['p ## ']);
  backspace('**a**', ['p **a**']);
});

test('what was taken back stays when typing goes on', () => {
  const typist = new Typist(stateOf(['p _']), { language: 'en' }).type('a--').press('Backspace').type('- b');
  expect(draw(typist.state.doc)).toEqual(['p a--- b']);
});

test('a second Backspace deletes as ever', () => {
  const typist = new Typist(stateOf(['1-1 | p a_']), { language: 'en' }).type('"').press('Backspace');
  expect(draw(typist.state.doc)).toEqual(['1-1 | p a"']);
  expect(draw(typist.press('Backspace').state.doc)).toEqual(['1-1 | p a']);
});

test('blocks begin as in Markdown', () => {
  check(['1-1 | p _'], '## a', ['1-1 | h2 a']);
  check(['1-1 | p _'], '### a', ['1-1 | h3 a']);
  check(['1-1 | p _'], '#### a', ['1-1 | h4 a']);
  check(['1-1 | p _'], '##### a', ['1-1 | p ##### a']);
  check(['1-1 | p _'], '> a', ['1-1 | quote:9-1 p a']);
  check(['1-1 | p _'], '* a', ['1-1 | ul:9-1 li:9-2 p a']);
  check(['1-1 | p _'], '1. a', ['1-1 | ol:9-1 li:9-2 p a']);
  check(['1-1 | p _'], '5. a', ['1-1 | ol:9-1@5 li:9-2 p a']);
});

test('three hyphens and Enter are a rule', () => {
  const typist = new Typist(stateOf(['1-1 | p a', '1-2 | p _', '1-3 | p b']), { language: 'en' }).type('---').press('Enter').type('c');
  expect(draw(typist.state.doc)).toEqual(['1-1 | p a', '9-1 | hr', '1-2 | p c', '1-3 | p b']);
});

test('words between signs are marked', () => {
  check(['p _'], 'a **b c** d', ['p a *b c* d']);
  check(['p _'], 'a *b c* d', ['p a ~b c~ d']);
  check(['p _'], '2 * 3 * 4', ['p 2 * 3 * 4']);
  check(['p _'], 'a*b*c', ['p a*b*c']);
  check(['p _'], '** a**', ['p ** a**']);
});

test('code and links are marked', () => {
  const marks = (keys: string) => {
    const { state } = new Typist(stateOf(['p _']), { language: 'en' }).type(keys);
    return linesOf(state.doc).at(-1)!.node.children.map((node) => [node.text, ...node.marks.map((mark) => mark.attrs.href ?? mark.type.name)]);
  };
  expect(marks('a `b--c` d')).toEqual([['a '], ['b--c', 'code'], [' d']]);
  expect(marks('a [b c](https://x.org/d) e')).toEqual([['a '], ['b c', 'https://x.org/d'], [' e']]);
  expect(marks('[b](javascript:d)'), 'an address that does something is no address').toEqual([['[b](javascript:d)']]);
});

test('nothing happens while an input method composes', () => {
  const typist = new Typist(stateOf(['p _']), { language: 'en' });
  typist.composing = true;
  expect(draw(typist.type('"a" -- ').state.doc)).toEqual(['p "a" -- ']);
});
