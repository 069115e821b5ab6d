// One desk in a test: a page without a window, and the real document behind it.

import type { Node } from 'prosemirror-model';
import { EditorState, type Transaction } from 'prosemirror-state';
import { expect } from 'vitest';
import { localEdit } from '../edit';
import { idsOf, type NewId } from '../ids';
import { flatten } from '../flatten';
import { project } from '../project';
import { receive } from '../receive';
import { allOps, ATOM, MARKER, type Batch } from '../wire';
import type { AuthorityProcess, Texts } from './authority';
import { randomEdit, type Words } from './edits';
import { projectionOf } from './projection';
import type { Random } from './random';

type Step = { none?: true; v?: number; batch?: Batch };

export class TestDesk {
  state: EditorState;
  private version = 0;
  private readonly newId: NewId;
  /** Called with the words before and after everything this desk itself does, and with the words that it inserted. */
  onOwnChange: (before: string, after: string, inserted: string) => void = () => {};

  private constructor(
    private readonly authority: AuthorityProcess,
    readonly story: string,
    readonly peer: string,
    fields: Batch,
  ) {
    this.state = EditorState.create({ doc: project(fields) });
    this.newId = idsOf(peer);
  }

  static async open(authority: AuthorityProcess, story: string, peer: string): Promise<TestDesk> {
    const { fields } = await authority.call<{ fields: Batch }>('open', { story, peer });
    return new TestDesk(authority, story, peer, fields);
  }

  /** The version of the document once everything sent has arrived. */
  get sentVersion(): number {
    return this.version;
  }

  get words(): string {
    return wordsOf(this.state.doc);
  }

  /** Makes a local edit and sends it without waiting. False when the editor refuses it. */
  edit(state: EditorState, tr: Transaction): Promise<unknown> | null {
    const batch = localEdit(tr, this.newId);
    if (!batch) return null;
    this.onOwnChange(wordsOf(state.doc), wordsOf(tr.doc), insertedWords(batch));
    this.state = state.apply(tr);
    const v = this.version;
    if (Object.keys(batch).length === 0) return Promise.resolve();
    this.version += 1;
    return this.call('apply', { v, batches: [batch] });
  }

  randomEdit(random: Random, words?: Words, kinds?: string[]): { kind: string; sent: Promise<unknown> } | null {
    const { state, kind, tr } = randomEdit(this.state, random, words, kinds);
    const sent = this.edit(state, tr);
    return sent && { kind, sent };
  }

  /** The desk's text is what the page shows. */
  async check(why: string) {
    const shown = projectionOf(this.state.doc);
    const { projection } = await this.read();
    expect(shown, why).toEqual(projection);
  }

  read(): Promise<Texts> {
    return this.call<Texts>('read', {});
  }

  async deliver(from: TestDesk, shuffleSeed?: number) {
    await this.call('deliver', { from_peer: from.peer, shuffle_seed: shuffleSeed });
  }

  /** Asks for what others wrote; `meanwhile` happens before the answer comes, and makes the offer useless if it edits. */
  async takeOffer(meanwhile: () => boolean = () => false): Promise<'nothing' | 'dropped' | 'taken'> {
    const asked = this.call<Step & { offer?: number }>('peek', { v: this.version });
    const typed = meanwhile();
    const { none, offer, batch } = await asked;
    if (none) return 'nothing';
    if (typed) return 'dropped';
    this.show(batch!);
    this.version = (await this.call<{ v: number }>('accept', { v: this.version, offer })).v;
    return 'taken';
  }

  /** Undo and redo; false when there is nothing to take back. */
  async walk(way: 'undo' | 'redo'): Promise<boolean> {
    const { none, v, batch } = await this.call<Step>(way, { v: this.version });
    if (none) return false;
    this.version = v!;
    const before = this.words;
    this.show(batch!);
    // An undo writes words anew, so two who take back one deletion both bring them back: such words count as moved.
    const back = insertedWords(batch!);
    this.onOwnChange(before + back, this.words, back);
    return true;
  }

  private show(batch: Batch) {
    this.state = this.state.apply(receive(this.state, batch));
    this.state.doc.check();
  }

  private call<Answer>(call: string, params: object): Promise<Answer> {
    return this.authority.call<Answer>(call, { story: this.story, peer: this.peer, ...params });
  }
}

/** All words of a document, those of texts that show nowhere too. */
export function wordsOf(doc: Node): string {
  return insertedWords(flatten(doc));
}

function insertedWords(batch: Batch): string {
  return allOps(batch).map((op) => ('insert' in op && op.insert !== MARKER && op.insert !== ATOM ? op.insert : '')).join('');
}
