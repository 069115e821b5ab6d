// The window's words are the desk's: the cases are read from the desk's own tests.

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { tksIn, wordsIn } from './words';

const rust = readFileSync(new URL('../../../src-tauri/crates/manuscript/src/words.rs', import.meta.url), 'utf8');
const cases = (pattern: RegExp) => [...rust.matchAll(pattern)].map((found) => found.slice(1).map((part) => JSON.parse(part)));

test('words are counted as the desk counts them', () => {
  const counted = cases(/check\(("[^"\n]*"), (\d+)\);/g) as [string, number][];
  expect(counted.length, 'the desk still has such cases').toBeGreaterThan(3);
  for (const [text, expected] of counted) expect(wordsIn(text), text).toHaveLength(expected);
});

test('an open TK is the desk’s, with the same words round it', () => {
  const shown = cases(/check\(\s*("[^"\n]*"),\s*&(\[[^\]]*\]),?\s*\);/g) as [string, string[]][];
  expect(shown.length, 'the desk still has such cases').toBeGreaterThan(3);
  for (const [text, expected] of shown) expect(tksIn(text).map(({ round }) => round), text).toEqual(expected);
});

test('each script has its words', () => {
  const check = (text: string, expected: string[]) =>
    expect(wordsIn(text).map(({ from, to }) => text.slice(from, to))).toEqual(expected);
  check('l’été can’t 3.5 3,500 a.m. x_y', ['l’été', 'can’t', '3.5', '3,500', 'a.m', 'x_y']);
  check('e\u0301te\u0301 🎉 👩🏽 🇩🇪', ['e\u0301te\u0301']);
  check('好的 ひら カタカナ', ['好', '的', 'ひ', 'ら', 'カタカナ']);
  check('צה"ל שלום', ['צה"ל', 'שלום']);
  check('3½ half-hearted', ['3', '½', 'half', 'hearted']);
});
