import { expect, test } from 'vitest';
import { Newest } from './newest';

function slow<Answer>() {
  let resolve!: (answer: Answer) => void;
  let reject!: (refusal: Error) => void;
  const promise = new Promise<Answer>((...settle) => ([resolve, reject] = settle));
  return { ask: () => promise, resolve, reject };
}

test('a slow answer never covers a newer one', async () => {
  const newest = new Newest();
  const [first, second] = [slow<string>(), slow<string>()];
  const [one, other] = [newest.answer(first.ask), newest.answer(second.ask)];
  second.resolve('new');
  first.resolve('old');
  expect(await other).toBe('new');
  expect(await one).toBeUndefined();
});

test('the refusal of an old question is nobody’s', async () => {
  const newest = new Newest();
  const [first, second] = [slow<string>(), slow<string>()];
  const [one, other] = [newest.answer(first.ask), newest.answer(second.ask)];
  first.reject(new Error('old'));
  expect(await one).toBeUndefined();
  second.reject(new Error('new'));
  await expect(other, 'that of the newest one is told').rejects.toThrow('new');
});

test('what nobody wants any more does not come', async () => {
  const newest = new Newest();
  const only = slow<string>();
  const answer = newest.answer(only.ask);
  newest.forget();
  only.resolve('late');
  expect(await answer).toBeUndefined();
});
