import { expect, test } from 'vitest';
import { asRefusal } from './call';

function check(thrown: unknown, code: string, params: Record<string, string>) {
  const refusal = asRefusal(thrown);
  expect({ code: refusal.code, params: refusal.params }).toEqual({ code, params });
}

test('a refusal of the desk keeps its code and its facts', () => {
  check({ code: 'tk-open', params: { words: 'TK officials' } }, 'tk-open', { words: 'TK officials' });
});

test('a refusal without facts has none', () => {
  check({ code: 'spiked' }, 'spiked', {});
});

test('whatever else is thrown is unexpected and says what it was', () => {
  check('command not found', 'unexpected', { detail: 'command not found' });
  check(new Error('no answer'), 'unexpected', { detail: 'no answer' });
});

test('a refusal stays the same refusal', () => {
  const refusal = asRefusal({ code: 'busy', params: {} });
  expect(asRefusal(refusal)).toBe(refusal);
});
