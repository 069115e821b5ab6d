import { expect, test } from 'vitest';
import type { FactChange } from '../bridge/difference';
import { counted, readFacts, touches } from './facts';

const fact = (parts: Partial<FactChange>): FactChange => ({
  kind: 'number', change: 'changed', was: '12', is: '14', of: null, place: { in: 'body', block: 1, paragraph: 2 }, ...parts,
});

test('a fact stands where the comparison shows its words', () => {
  const found = readFacts(
    [fact({}), fact({ place: { in: 'line', field: 'standfirst' } }), fact({ place: { in: 'beside', what: 'credit' } })], ['headline', 'standfirst'],
  );
  expect(found.map(({ block }) => block)).toEqual([3, 1, null]);
});

test('facts are counted by kind, and a kind that does not differ is not named', () => {
  expect(counted(readFacts([fact({}), fact({ kind: 'name' }), fact({})], []))).toEqual([{ kind: 'number', count: 2 }, { kind: 'name', count: 1 }]);
});

test('a change touches a fact when its words are in it, or the other way round', () => {
  const [number, name] = readFacts([fact({}), fact({ kind: 'name', was: 'Mike Pompeo', is: 'Mike Pence' })], []);
  const check = (out: string, into: string, block: number, expected: boolean[]) =>
    expect([number!, name!].map((each) => touches({ out, in: into, set: '', block, nth: 0 }, each))).toEqual(expected);
  check('12', '14', 1, [true, false]);
  check('Pompeo', 'Pence', 1, [false, true]);
  check('all 12 men', 'all 14 men', 1, [true, false]);
  check('12', '14', 2, [false, false]);
  check('', ' ', 1, [false, false]);
});
