// A search that hangs, in a thread that really hangs.

import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { BoundedSearch, type Asked, type Thread } from './bounded';
import type { Found } from './query';

const SEARCH = `
  const { parentPort } = require('node:worker_threads');
  parentPort.on('message', ({ source, flags, texts }) => {
    const found = texts.map((text) => [...text.matchAll(new RegExp(source, flags))].map((match) => ({ from: match.index })));
    parentPort.postMessage(found);
  });`;

function newThread(): Thread {
  const worker = new Worker(SEARCH, { eval: true });
  const thread: Thread = {
    postMessage: (asked) => worker.postMessage(asked),
    terminate: () => void worker.terminate(),
    onmessage: null,
    onerror: null,
  };
  worker.on('message', (data: Found[][]) => thread.onmessage?.({ data } as MessageEvent<Found[][]>));
  return thread;
}

function after(milliseconds: number, call: () => void): () => void {
  const timer = setTimeout(call, milliseconds);
  return () => clearTimeout(timer);
}

const asked = (source: string): Asked => ({ source, flags: 'gu', wholeWord: false, texts: ['a'.repeat(60)] });

test('a search that takes too long is given up, and the next one is answered', async () => {
  const search = new BoundedSearch(newThread, after);
  const ask = (source: string) => new Promise<Found[][] | null>((resolve) => search.ask(asked(source), resolve));
  expect(await ask('(a+)+b'), 'it would take until the end of the world').toBeNull();
  expect(await ask('^a')).toEqual([[{ from: 0 }]]);
  search.stop();
});

test('a question that is overtaken is never answered', async () => {
  const search = new BoundedSearch(newThread, after);
  const answers: string[] = [];
  search.ask(asked('(a+)+b'), () => answers.push('first'));
  await new Promise<void>((resolve) => search.ask(asked('a$'), () => resolve(void answers.push('second'))));
  expect(answers).toEqual(['second']);
  search.stop();
});
