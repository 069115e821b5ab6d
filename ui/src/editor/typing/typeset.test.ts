// Signs as they are typed, key by key, in the languages that newsrooms write.

import { expect, test } from 'vitest';
import { typographyOf } from './languages';
import { typeset } from './typeset';

/** What stands there after these keys. */
function typed(keys: string, language: string): string {
  let text = '';
  for (const key of keys) {
    const rewrite = typeset(text, key, language);
    text = rewrite ? text.slice(0, text.length - rewrite.take) + rewrite.put : text + key;
  }
  return text;
}

function check(language: string, keys: string, expected: string) {
  expect(typed(keys, language), `${language}: ${keys}`).toBe(expected);
}

test('each language has its own quotation marks', () => {
  check('en', `"a 'b' c"`, '“a ‘b’ c”');
  check('de', `"a 'b' c"`, '„a ‚b‘ c“');
  check('de-CH', `"a 'b' c"`, '«a ‹b› c»');
  check('fr', `"a 'b' c"`, '«\u202Fa “b” c\u202F»');
  check('es', `"a 'b' c"`, '«a “b” c»');
  check('it', `"a 'b' c"`, '«a “b” c»');
  check('nl', `"a 'b' c"`, '“a ‘b’ c”');
  check('pl', `"a 'b' c"`, '„a «b» c”');
  check('sv', `"a 'b' c"`, '”a ’b’ c”');
  check('fi', `"a" ("b")`, '”a” (”b”)');
  check('nb', `"a 'b' c"`, '«a ‘b’ c»');
  check('pt-BR', `"a 'b' c"`, '“a ‘b’ c”');
  check('pt-PT', `"a 'b' c"`, '«a “b” c»');
  check('ru', `"a 'b' c"`, '«a „b“ c»');
});

test('a quotation in a quotation has the inner marks where those are double', () => {
  check('fr', `"a "b" c"`, '«\u202Fa “b” c\u202F»');
  check('es', `"a "b" c"`, '«a “b” c»');
  check('en', `"'a,' b"`, '“‘a,’ b”');
  check('sv', `"'a' b"`, '”’a’ b”');
});

test('a quotation opens after spaces, brackets and dashes', () => {
  check('en', `("a") ["b"] c-"d" e--"f"`, '(“a”) [“b”] c-“d” e—“f”');
  check('en', `a "b", "c."`, 'a “b”, “c.”');
});

test('the space that a French writer types is the one the mark has', () => {
  check('fr', `" a" b`, '«\u202Fa\u202F» b');
});

test('apostrophes are no quotation marks', () => {
  check('en', `don't the boys' and 3'`, 'don’t the boys’ and 3’');
  check('en', `'It isn't,'`, '‘It isn’t,’');
  check('de', `'Wie geht's dir?'`, '‚Wie geht’s dir?‘');
  check('de', `Lisa geht's`, 'Lisa geht’s');
  check('fr', `l'été "c'est l'heure"`, 'l’été «\u202Fc’est l’heure\u202F»');
  check('fr', `'c'est ça' dit-il`, '“c’est ça” dit-il');
  check('it', `"dell'arte"`, '«dell’arte»');
});

test('a word may begin with an apostrophe', () => {
  check('en', `in the '90s and '20s`, 'in the ’90s and ’20s');
  check('en', `rock 'n' roll, get 'em. 'Tis`, 'rock ’n’ roll, get ’em. ‘Tis');
  check('en', `'Tis so`, '’Tis so');
  check('en', `'emir' and '90 people'`, '‘emir’ and ‘90 people’');
  check('nl', `'s avonds in 't huis`, '’s avonds in ’t huis');
});

test('two hyphens are a dash, three the long one', () => {
  check('en', `a--b`, 'a—b');
  check('en-GB', `a -- b`, 'a – b');
  check('en-GB', `a---b`, 'a—b');
  check('de', `a -- b`, 'a – b');
  check('en', `a---b`, 'a—b');
  check('es', `-- Hola`, '— Hola');
});

test('hyphens at the start of a line wait for what they become', () => {
  check('en', '---', '---');
  check('en', '--', '--');
});

test('three dots are an ellipsis, four are four dots', () => {
  check('en', 'wait...', 'wait…');
  check('en', 'wait....', 'wait….');
  expect(typeset('wait...', '.', 'en'), 'dots that were taken back stay dots').toBeNull();
});

test('addresses and code mean what they say', () => {
  check('en', `https://x.org/a--b...c's`, `https://x.org/a--b...c's`);
  check('en', '`--flag "a"', '`--flag "a"');
  check('en', '`a` "b"', '`a` “b”');
});

test('a tag is read by its whole, then by its language', () => {
  expect(typographyOf('de-AT').outer).toEqual(['„', '“']);
  expect(typographyOf('fr_CH').outer).toEqual(['«', '»']);
  expect(typographyOf('tlh').outer, 'a language that is not in the table').toEqual(['“', '”']);
  expect(typographyOf('').outer).toEqual(['“', '”']);
});
