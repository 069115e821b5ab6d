// Carries typing to the desk and brings back what others wrote. One request at a time is under way for a story, which
// gives the order; nothing is ever rebased.
//
// Typing is sent at most `SEND_AFTER` after the key. A batch whose answer was lost is sent again with the same id. What
// others wrote is offered by the desk; an offer is dropped when something was typed since it was asked for.
//
// Not here: the window, the bridge, the clock. They come in from outside.

import type { Node } from 'prosemirror-model';
import { composeBatches } from './delta';
import { flatten } from './flatten';
import { cost } from './ops';
import { project } from './project';
import { applied } from './receive';
import { readNote } from './suggest/attributes';
import { isDelete, isEmpty, isInsert, MARKER, type Batch, type Op } from './wire';

/** Milliseconds from a key to its sending. */
const SEND_AFTER = 150;
/** Milliseconds without typing before others' words are asked for. */
const LOOK_AFTER = 120;
/** Milliseconds after which an answer counts as lost. */
const ANSWER_WITHIN = 20_000;
const FIRST_RETRY = 1_000;
const LAST_RETRY = 30_000;
/** After so many offers dropped in a row, typing is held for one round trip. */
const DROPS_BEFORE_HOLD = 3;
/** Quick keys up to this many units become one batch, and so one step for undo. */
const TYPING_UNITS = 24;

export interface Offer {
  offer: string;
  batch: Batch;
}

export interface Kept {
  version: string;
}

/** What the desk did to the text by itself. */
export type ChangedText = Kept & { batch: Batch };

/** The desk's side of one open story. Every promise may be rejected; a rejection with a `code` is a refusal. */
export interface Authority {
  apply(version: string, batchId: string, batches: Batch[]): Promise<Kept>;
  /** Null when nothing waits. */
  peek(version: string): Promise<Offer | null>;
  accept(version: string, offer: string): Promise<Kept>;
  /** Null when there is nothing to take back. */
  undo(version: string): Promise<ChangedText | null>;
  redo(version: string): Promise<ChangedText | null>;
  /** Opens the story once more, when both sides no longer agree about the version. */
  reopen(): Promise<Kept & { fields: Batch }>;
}

/** The text on the screen. */
export interface Page {
  doc(): Node;
  /** Shows a batch of the desk. */
  receive(batch: Batch, why: 'offer' | 'undo' | 'redo'): void;
  isComposing(): boolean;
  /** Holds keys back for the time of one round trip, and then lets them in. */
  hold(on: boolean): void;
}

export interface Clock {
  /** Calls once after so many milliseconds; the answer cancels it. */
  after(milliseconds: number, call: () => void): () => void;
}

/** Why page and desk have parted: they differ, or somebody else has the story by now. */
export type PartedWhy = 'text-parted' | 'text-taken';

export type SaveState = 'saved' | 'saving' | 'failed';

export interface OutboxOptions {
  authority: Authority;
  page: Page;
  clock: Clock;
  version: string;
  newBatchId: () => string;
  /** Told only of changes; with what failed. */
  onState: (state: SaveState, error?: unknown) => void;
  /** The desk's text and the page's have parted; the page must be opened anew. `unsent` holds what was not kept. */
  onParted?: (unsent: Batch[], why: PartedWhy) => void;
}

export class Outbox {
  private version: string;
  private state: SaveState = 'saved';
  private queue: Batch[] = [];
  private sent: { id: string; batches: Batch[] } | null = null;
  private acceptance: string | null = null;
  private lane: Promise<unknown> = Promise.resolve();
  /** Counts local edits, so that an offer can tell whether something was typed since. */
  private edits = 0;
  private drops = 0;
  private wantsLook = false;
  private retryDelay = FIRST_RETRY;
  private cancelSend: (() => void) | null = null;
  private cancelLook: (() => void) | null = null;
  private isClosed = false;
  private hasParted = false;

  constructor(private readonly options: OutboxOptions) {
    this.version = options.version;
  }

  /** Takes a local edit that the page already shows. */
  push(batch: Batch) {
    if (this.isClosed || isEmpty(batch)) return;
    this.edits += 1;
    const last = this.queue.at(-1);
    const joined = last && isTyping(last) && isTyping(batch) ? composeBatches(last, batch) : null;
    if (joined && isTyping(joined)) this.queue[this.queue.length - 1] = joined;
    else this.queue.push(batch);
    if (this.state !== 'failed') this.become('saving');
    this.cancelSend ??= this.options.clock.after(SEND_AFTER, () => this.sendSoon());
  }

  /** Whether something is typed that the desk has not acknowledged. */
  get isUnsent(): boolean {
    return this.queue.length > 0 || this.sent !== null;
  }

  /** Sends everything at once: on blur, before a step, on close. Rejects when the desk does not keep it. */
  flush(): Promise<void> {
    return this.inLane(() => this.sendAll());
  }

  /** Something of others waits at the desk: shows it when the page is quiet. */
  look() {
    this.wantsLook = true;
    this.lookSoon();
  }

  /** Takes back one's own last step. False when there is none. */
  undo(): Promise<boolean> {
    return this.change((version) => this.options.authority.undo(version), 'undo');
  }

  redo(): Promise<boolean> {
    return this.change((version) => this.options.authority.redo(version), 'redo');
  }

  /** Lets the desk change the text, after everything typed is sent. False when there is nothing that it would change. */
  change(ask: (version: string) => Promise<ChangedText | null>, why: 'undo' | 'redo' | 'offer'): Promise<boolean> {
    return this.inLane(() =>
      this.held(async () => {
        const { page } = this.options;
        if (page.isComposing()) return false;
        await this.sendAll();
        const step = await this.answered(ask(this.version));
        if (!step) return false;
        this.version = step.version;
        page.receive(step.batch, why);
        return true;
      }),
    );
  }

  /** Runs something whose edit of the page is a step of its own; what is typed meanwhile comes after it. */
  apart<Answer>(task: () => Promise<Answer>): Promise<Answer> {
    const { page } = this.options;
    page.hold(true);
    // Whether the desk keeps what was typed before or this edit is told through the save state.
    const send = () => this.sendAll().catch(() => {});
    const done = this.inLane(async () => {
      await send();
      const answer = await task();
      await send();
      return answer;
    });
    return done.finally(() => page.hold(false));
  }

  /** Runs something that must not meet typing under way, after everything typed is sent. */
  alone<Answer>(task: () => Promise<Answer>): Promise<Answer> {
    return this.inLane(async () => {
      await this.sendAll();
      return task();
    });
  }

  /** Sends what is left and stops. */
  async close(): Promise<void> {
    try {
      await this.flush();
    } finally {
      this.isClosed = true;
      this.cancelSend?.();
      this.cancelLook?.();
    }
  }

  private inLane<Answer>(task: () => Promise<Answer>): Promise<Answer> {
    const done = this.lane.then(task);
    this.lane = done.catch(() => {});
    return done;
  }

  private sendSoon() {
    this.cancelSend = null;
    // A failure is already told through the save state.
    this.inLane(() => this.sendOnce()).catch(() => {});
  }

  private async sendAll() {
    do await this.sendOnce();
    while (this.isUnsent);
  }

  private async sendOnce() {
    this.cancelSend?.();
    this.cancelSend = null;
    if (!this.isUnsent && this.acceptance === null) return;
    if (this.hasParted) throw new Parted();
    try {
      await this.acceptPending();
      this.sent ??= this.queue.length ? { id: this.options.newBatchId(), batches: this.queue.splice(0) } : null;
      if (this.sent) await this.apply(this.sent);
    } catch (error) {
      this.fail(error);
      throw error;
    }
    this.retryDelay = FIRST_RETRY;
    if (this.state === 'failed' && this.wantsLook) this.lookSoon();
    this.become(this.isUnsent ? 'saving' : 'saved');
    if (this.queue.length) this.cancelSend ??= this.options.clock.after(SEND_AFTER, () => this.sendSoon());
  }

  private async apply(sent: { id: string; batches: Batch[] }) {
    const { authority } = this.options;
    try {
      this.version = (await this.answered(authority.apply(this.version, sent.id, sent.batches))).version;
    } catch (error) {
      if (isTaken(error)) this.part(sent.batches, 'text-taken');
      if (!isBehind(error) || !(await this.agreeAgain(sent.batches))) throw error;
      if (this.sent) this.version = (await this.answered(authority.apply(this.version, sent.id, sent.batches))).version;
    }
    this.sent = null;
  }

  /**
   * Finds out whether only the version differs. True when the desk's text is the page's, with or without what is not
   * acknowledged; what it already has is not sent again.
   */
  private async agreeAgain(batches: Batch[]): Promise<boolean> {
    const { authority, page } = this.options;
    const { version, fields } = await this.answered(authority.reopen());
    const theirs = project(fields);
    const withQueue = (doc: Node) => this.queue.reduce(applied, doc);
    // Several notes on one word may have come in another order.
    const shown = project(flatten(page.doc()));
    this.version = version;
    if (withQueue(batches.reduce(applied, theirs)).eq(shown)) return true;
    if (withQueue(theirs).eq(shown)) {
      this.sent = null;
      return true;
    }
    this.part(batches, 'text-parted');
    return false;
  }

  /** Hands back what the desk does not have, and sends nothing more. */
  private part(batches: Batch[], why: PartedWhy) {
    this.hasParted = true;
    this.options.onParted?.([...batches, ...this.queue], why);
  }

  private fail(error: unknown) {
    this.become('failed', error);
    if (this.isClosed || this.hasParted) return;
    this.cancelSend = this.options.clock.after(this.retryDelay, () => this.sendSoon());
    this.retryDelay = Math.min(this.retryDelay * 2, LAST_RETRY);
  }

  private lookSoon() {
    this.cancelLook ??= this.options.clock.after(this.drops ? LOOK_AFTER / 4 : LOOK_AFTER, () => {
      this.cancelLook = null;
      const take = () => this.takeOffers();
      // A failure is told through the save state where it concerns the page's own words; else the next look tries again.
      this.inLane(() => (this.drops < DROPS_BEFORE_HOLD ? take() : this.held(take))).catch(() => {});
    });
  }

  private async takeOffers() {
    const { authority, page } = this.options;
    while (this.wantsLook && !this.isClosed && !this.hasParted) {
      if (page.isComposing()) return this.lookSoon();
      await this.sendOnce();
      if (this.isUnsent) return this.drop();
      const seen = this.edits;
      const found = await this.answered(authority.peek(this.version));
      if (!found) {
        this.wantsLook = false;
      } else if (seen !== this.edits || page.isComposing()) {
        return this.drop();
      } else {
        page.receive(found.batch, 'offer');
        this.acceptance = found.offer;
        await this.sendOnce();
      }
      this.drops = 0;
    }
  }

  private drop() {
    if (!this.options.page.isComposing()) this.drops += 1;
    this.lookSoon();
  }

  private async acceptPending() {
    if (this.acceptance === null) return;
    try {
      this.version = (await this.answered(this.options.authority.accept(this.version, this.acceptance))).version;
    } catch (error) {
      // The offer is on the page already; if the desk has it too, only the answer was lost.
      if (!isBehind(error) || !(await this.agreeAgain([]))) throw error;
    }
    this.acceptance = null;
  }

  private async held<Answer>(task: () => Promise<Answer>): Promise<Answer> {
    const { page } = this.options;
    const holds = !page.isComposing();
    if (holds) page.hold(true);
    try {
      return await task();
    } finally {
      if (holds) page.hold(false);
    }
  }

  /** An answer, or a failure when none comes. */
  private answered<Answer>(answer: Promise<Answer>): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const cancel = this.options.clock.after(ANSWER_WITHIN, () => reject(new NoAnswer()));
      answer.then(resolve, reject).finally(cancel);
    });
  }

  private become(state: SaveState, error?: unknown) {
    if (state === this.state && state !== 'failed') return;
    this.state = state;
    this.options.onState(state, error);
  }
}

/** The desk did not answer in time; what was sent may have been kept or not. */
export class NoAnswer extends Error {
  readonly code = 'no-answer';
}

/** The desk's text and the page's are no longer the same, and nothing can be sent. */
export class Parted extends Error {
  readonly code = 'parted';
}

/** Codes of a desk whose text is at another version than the page says, or no longer open. */
const BEHIND = new Set(['version', 'version-behind', 'offer-gone', 'text-not-open']);

function isBehind(error: unknown): boolean {
  return BEHIND.has(codeOf(error));
}

/** Whether somebody else has the story by now, so that what was typed here can no longer be an edit. */
function isTaken(error: unknown): boolean {
  return codeOf(error) === 'may-not-type';
}

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}

/** Whether a batch is a few keys in one field. Who suggests strikes words where others delete them. */
function isTyping(batch: Batch): boolean {
  const all = Object.values(batch);
  const ops = all.length === 1 ? all[0]! : [];
  const struck = ops.reduce((sum, op) => sum + (!isInsert(op) && !isDelete(op) && op.attributes ? op.retain : 0), 0);
  return ops.length > 0 && cost(ops) + struck <= TYPING_UNITS && ops.every(isPlain);
}

function isPlain(op: Op): boolean {
  if (isDelete(op)) return true;
  if (isInsert(op)) return op.insert !== MARKER;
  return Object.keys(op.attributes ?? {}).every((key) => readNote(key)?.kind === 'del');
}
