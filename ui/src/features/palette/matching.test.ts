import { expect, test } from 'vitest';
import type { Command } from '../../state/command';
import { hits, matching } from './matching';

const command = (label: string, also = ''): Command => ({
  id: label, group: 'story', label, also, keys: null, reason: null, run: () => undefined,
});

function check(query: string, found: string[]) {
  const commands = [command('Withdraw…', 'kill take down'), command('Spike…', 'kill delete'), command('Take', 'claim')];
  expect(matching(commands, query).map(({ label }) => label)).toEqual(found);
}

test('words of other newsrooms find the same step', () => {
  check('kill', ['Withdraw…', 'Spike…']);
});

test('a name comes before a word that only means the same', () => {
  check('take', ['Take', 'Withdraw…']);
});

test('nothing typed lists everything', () => {
  check('', ['Withdraw…', 'Spike…', 'Take']);
});

test('the typed words are shown in the label', () => {
  expect(hits('Release', 're')).toEqual([{ text: 'Re', hit: true }, { text: 'lease', hit: false }]);
  expect(hits('C++ (draft)', '(')).toContainEqual({ text: '(', hit: true });
});
