// What counts as found in one line, and what stands there instead.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compile, findExpression, findWords, replacementFor, type Query } from './query';

const PLAIN: Query = { words: '', wholeWord: false, matchCase: false, ignoreAccents: false, expression: false };

/** The found stretches stand in brackets. */
function bracketed(text: string, found: { from: number; to: number }[]): string {
  return found.toReversed().reduce((shown, { from, to }) => `${shown.slice(0, from)}[${shown.slice(from, to)}]${shown.slice(to)}`, text);
}

function check(words: string, text: string, expected: string, ways: Partial<Query> = {}) {
  const query = { ...PLAIN, ...ways, words };
  const expression = query.expression ? compile(query) : null;
  const found = expression instanceof RegExp ? findExpression(text, expression, query.wholeWord) : findWords(text, query);
  expect(bracketed(text, found)).toBe(expected);
}

test('capitals count only when asked for', () => {
  check('wheat', 'Wheat and wheat', '[Wheat] and [wheat]');
  check('wheat', 'Wheat and wheat', 'Wheat and [wheat]', { matchCase: true });
  check('ПРАВДА', 'правда', '[правда]');
});

test('hits do not overlap', () => {
  check('aa', 'aaaaa', '[aa][aa]a');
});

test('accents count unless they are ignored, however they are stored', () => {
  check('e', 'café cafe\u0301 e', 'café cafe\u0301 [e]');
  check('cafe', 'café cafe\u0301 cafe', '[café] [cafe\u0301] [cafe]', { ignoreAccents: true });
  check('café', 'café cafe\u0301 cafe', '[café] [cafe\u0301] cafe');
  check('Lodz', 'Łódź', '[Łódź]', { ignoreAccents: true });
  check('strasse', 'Straße', '[Straße]', { ignoreAccents: true });
  check('s', 'Straße', '[S]traße', { ignoreAccents: true });
});

test('letters of other scripts keep what makes them letters', () => {
  check('か', 'がか', 'が[か]', { ignoreAccents: true });
  check('محمد', 'مُحَمَّد', '[مُحَمَّد]', { ignoreAccents: true });
  check('שלום', 'אמר שָׁלוֹם', 'אמר [שָׁלוֹם]', { ignoreAccents: true });
});

test('typeset marks and plain ones are the same mark', () => {
  check("don't", 'They don’t', 'They [don’t]');
  check('"very', '“very warm”', '[“very] warm”');
  check('20 km', '20\u00A0km', '[20\u00A0km]');
  check('..', 'wait…', 'wait…');
  check('...', 'wait…', 'wait[…]');
});

test('nothing that a reader takes for one character is cut', () => {
  check('👩', '👩‍👩‍👧 👩 👩🏽', '👩‍👩‍👧 [👩] 👩🏽');
  check('🇩🇪', '🇬🇧🇩🇪', '🇬🇧[🇩🇪]');
  check('🇧🇩', '🇬🇧🇩🇪', '🇬🇧🇩🇪');
  check('🎉', 'a🎉b', 'a[🎉]b');
});

test('a whole word has no letter beside it', () => {
  check('man', 'man, manage, human, man’s and man.', '[man], manage, human, man’s and [man].', { wholeWord: true });
  check('3', '3.5 and 3', '3.5 and [3]', { wholeWord: true });
  check('é', 'é élan', '[é] élan', { wholeWord: true });
  check('(a)', 'x (a) y', 'x [(a)] y', { wholeWord: true });
});

test('an expression finds what it says', () => {
  check('\\b\\d{4}\\b', 'in 2018 and 20181', 'in [2018] and 20181', { expression: true });
  check('^\\w+', 'one two\nthree', '[one] two\n[three]', { expression: true });
  check('x*', 'axxb', 'a[xx]b', { expression: true });
  check('.', '👩a', '[👩][a]', { expression: true });
  check('.+', 'a\uFFFCb', 'a\uFFFCb', { expression: true });
  check('[a-c]', 'aB', '[a]B', { expression: true, matchCase: true });
});

test('a broken expression has a reason', () => {
  for (const words of ['(', '[a', '*', '\\', 'a{2,1}']) {
    const broken = compile({ ...PLAIN, words, expression: true });
    expect(broken, words).toHaveProperty('why');
    expect((broken as { why: string }).why, 'the reason does not repeat the expression').not.toContain('/');
  }
});

test('a replacement says what the groups caught', () => {
  const replaced = (words: string, text: string, template: string, ways: Partial<Query> = { expression: true }) => {
    const query = { ...PLAIN, words, ...ways };
    const found = query.expression ? findExpression(text, compile(query) as RegExp, false) : findWords(text, query);
    return replacementFor(query, found[0]!, template);
  };
  expect(replaced('(\\w+), (\\w+)', 'Finnegan, Caroline', '$2 $1')).toBe('Caroline Finnegan');
  expect(replaced('(?<day>\\d+) May', '4 May', 'May $<day>')).toBe('May 4');
  expect(replaced('(a)|(b)', 'a', '[$2]')).toBe('[]');
  expect(replaced('(a)', 'a', '$12 $3 $& $$')).toBe('a2 $3 a $');
  expect(replaced('a', 'a', '$1 $&', {})).toBe('$1 $&');
});

test('the place of a hit is exact for any text', () => {
  const letters = fc.string({ unit: fc.constantFrom('a', 'é', 'e\u0301', 'ß', 'İ', '’', "'", '…', '👩', '👩‍👧', '🇩🇪', ' ', 'א', 'が'), maxLength: 12 });
  fc.assert(
    fc.property(letters, letters, letters, (before, sought, after) => {
      fc.pre(sought.length > 0);
      const text = `${before}|${sought}|${after}`;
      const found = findWords(text, { ...PLAIN, words: `|${sought}|`, matchCase: true });
      const exact = found.some(({ from, to }) => from === before.length && to === before.length + sought.length + 2);
      expect(exact, 'words are found where they stand').toBe(true);
    }),
  );
});
