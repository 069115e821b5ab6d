// Searching with an expression, in a thread of its own and within a time limit: an expression can take longer than the
// world lasts, and the window must not wait for it.

import type { Found } from './query';

export interface Asked {
  source: string;
  flags: string;
  wholeWord: boolean;
  texts: string[];
}

/** A thread that answers each question with a list of hits for each text. */
export interface Thread {
  postMessage(asked: Asked): void;
  terminate(): void;
  onmessage: ((event: MessageEvent<Found[][]>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
}

/** Milliseconds that a search may take. */
const LONGEST = 1_500;

export class BoundedSearch {
  private thread: Thread | null = null;
  private giveUp: (() => void) | null = null;

  constructor(
    private readonly newThread: () => Thread,
    private readonly after: (milliseconds: number, call: () => void) => () => void,
  ) {}

  /** Null when it took too long. A question that a later one overtakes is never answered. */
  ask(asked: Asked, answer: (found: Found[][] | null) => void) {
    if (this.giveUp) this.stop();
    const thread = (this.thread ??= this.newThread());
    const done = (found: Found[][] | null) => {
      this.giveUp?.();
      this.giveUp = null;
      if (!found) this.stop();
      answer(found);
    };
    this.giveUp = this.after(LONGEST, () => done(null));
    thread.onmessage = ({ data }) => done(data);
    thread.onerror = () => done(null);
    thread.postMessage(asked);
  }

  stop() {
    this.giveUp?.();
    this.giveUp = null;
    this.thread?.terminate();
    this.thread = null;
  }
}
