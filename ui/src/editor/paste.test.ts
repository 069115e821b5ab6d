// What plain text and foreign slices become.

import { Fragment, Slice } from 'prosemirror-model';
import { expect, test } from 'vitest';
import { asOneLine, cleanSlice, readPlainText } from './paste';
import { isSafeAddress, schema } from './schema';

function check(text: string, paragraphs: string[]) {
  const blocks = readPlainText(text, []).content.content;
  expect(blocks.map((block) => block.textContent)).toEqual(paragraphs);
}

test('plain text becomes paragraphs at blank lines', () => {
  check('one\ntwo\n\nthree\r\n\r\n\r\nfour\n', ['one two', 'three', 'four']);
});

test('plain text without blank lines becomes a paragraph for each line', () => {
  check('one\ntwo\nthree', ['one', 'two', 'three']);
});

test('a pasted word keeps the spaces around it', () => {
  check(' one  two ', [' one  two ']);
});

test('stray units are taken out of pasted text', () => {
  check('a\uFFFCb\uFFF9c\uD83D', ['abc']);
});

test('pasted blocks have no identity and pasted lists keep their first number', () => {
  const item = schema.node('li', { cid: 'x' }, schema.node('paragraph', { id: '1-1' }, schema.text('one\u2028two\u2028')));
  const list = schema.node('ol', { cid: '7-1@5' }, item);
  const clean = cleanSlice(new Slice(Fragment.from(list), 0, 0)).content.firstChild!;
  expect(clean.attrs.cid).toBe('@5');
  expect(clean.firstChild!.attrs.cid).toBeNull();
  expect(clean.firstChild!.firstChild!.attrs.id).toBeNull();
  expect(clean.textContent, 'a break stays, the one that ends the block does not').toBe('one\ntwo');
});

test('a headline takes pasted blocks as one line', () => {
  const line = asOneLine(readPlainText('one\n\ntwo', []));
  expect(line.map((node) => node.text).join('')).toBe('one two');
});

test('only harmless addresses become links', () => {
  expect(['https://a.test', 'mailto:desk@a.test', '/news', '#top'].map(isSafeAddress)).toEqual([true, true, true, true]);
  expect(['javascript:alert(1)', ' JavaScript:x', 'data:text/html,x', '//a.test', 'file:///etc'].map(isSafeAddress)).toEqual([false, false, false, false, false]);
});
