// Where the search thread comes from in the window.

import type { Thread } from './bounded';

export function newSearchThread(): Thread {
  return new Worker(new URL('./search.worker.ts', import.meta.url), { type: 'module' });
}
