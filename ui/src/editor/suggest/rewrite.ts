// A direct edit turned into one that only suggests it: nothing that others wrote goes, nothing new counts as read.
//
// The rules, unit by unit: what is inserted is marked as such; a deletion takes away one's own suggested words and strikes
// everything else; a change of look is made and its old value kept beside it. Comments' anchors are never suggestions.
//
// Only the blocks that the edit touches are read. Not here: which suggestion an edit belongs to (`Suggester`).

import type { Node } from 'prosemirror-model';
import type { NewId } from '../ids';
import { OpList } from '../ops';
import { applied } from '../receive';
import { sidesBeside, sidesOf } from '../sides';
import { inlineAttributes, inlineText, noteAttribute, readNoteId } from '../units';
import { allOps, ATOM, isDelete, isInsert, MARKER, type Attributes, type Batch, type Field, type Op } from '../wire';
import { idsIn, isSuggestionKey, readNote, withoutSuggestions } from './attributes';
import { suggestedChange } from './format';
import { FlatText, type Stretch } from './text';

/** Who suggests. */
export interface Hand {
  newId: NewId;
  /** Whether a suggestion is this person's own. */
  isMine: (sid: string) => boolean;
  /** The suggestion that this edit belongs to, asked for when it needs one. */
  sid: () => string;
}

/** Units of the direct edit's outcome and where they stand in the suggested one. */
export interface Stay {
  from: number;
  to: number;
  length: number;
}

export interface Suggested {
  batch: Batch;
  /** For each field that the edit touched. */
  stays: Partial<Record<Field, Stay[]>>;
}

/** The suggestion that a direct edit of a text amounts to. */
export function suggestedEdit(doc: Node, direct: Batch, hand: Hand): Suggested {
  const suggested: Suggested = { batch: {}, stays: {} };
  const renamed: [string, string][] = [];
  for (const [field, ops] of Object.entries(direct) as [Field, Op[]][]) {
    const rewrite = new Rewrite(new FlatText(doc, field), hand);
    const { done, stays } = rewrite.of(ops);
    if (done.length) suggested.batch[field] = done;
    suggested.stays[field] = stays;
    renamed.push(...rewrite.renamed);
  }
  if (renamed.length > 0) Object.assign(suggested.batch, copiedSides(applied(doc, direct), renamed, hand));
  return suggested;
}

/** What stands beside a block or a footnote that was moved stands beside it in both places. */
function copiedSides(after: Node, renamed: [string, string][], hand: Hand): Batch {
  const batch: Batch = {};
  const texts = sidesOf(after);
  for (const [old, now] of renamed) {
    for (const { name, moved } of sidesBeside(texts, old)) {
      const list = new OpList();
      texts.get(name)?.forEach((node) => {
        const attributes = inlineAttributes(node);
        if (node.isText && idsIn(attributes, 'del').length === 0) {
          list.insert(inlineText(node), { ...withoutSuggestions(attributes), [`ins:${hand.sid()}`]: true });
        }
      });
      const ops = list.done();
      if (ops.length) batch[moved(now)] = ops;
    }
  }
  return batch;
}

class Rewrite {
  private readonly list = new OpList();
  private readonly stays: Stay[] = [];
  /** Where the walk stands: in the old text, in the direct outcome, in the suggested one. */
  private old = 0;
  private direct = 0;
  private now = 0;
  /** Whether the unit written last is struck. */
  private isBehindStruck = false;
  private taken: Set<unknown> | null = null;
  /** Ids of what was moved: the old one and that of the new place. */
  readonly renamed: [string, string][] = [];

  constructor(private readonly text: FlatText, private readonly hand: Hand) {}

  of(ops: Op[]): { done: Op[]; stays: Stay[] } {
    // Struck words that an insertion was moved behind are already written.
    let ahead = 0;
    ops.forEach((op, index) => {
      if (isDelete(op)) this.delete(op.delete);
      else if (isInsert(op)) {
        ahead += this.passStruck(ops.slice(index));
        this.insert(op.insert, op.attributes ?? {}, ops);
      } else {
        this.direct += ahead;
        this.retain(op.retain - ahead, op.attributes);
        ahead = 0;
      }
    });
    this.direct += ahead;
    this.keep(this.text.length - this.old);
    return { done: this.list.done(), stays: this.stays };
  }

  /** Words typed amid struck ones come after them. Gives how many struck ones are written early. */
  private passStruck(rest: Op[]): number {
    const next = rest.find((op) => !isInsert(op));
    if (!this.isBehindStruck || (next && (isDelete(next) || next.attributes))) return 0;
    const length = Math.min(this.text.struckFrom(this.old), next && 'retain' in next ? next.retain : Infinity);
    const inserts = rest.slice(0, next ? rest.indexOf(next) : undefined).filter(isInsert);
    const direct = this.direct;
    this.direct += inserts.reduce((sum, op) => sum + op.insert.length, 0);
    this.keep(length);
    this.direct = direct;
    return length;
  }

  private keep(length: number, attributes?: Attributes) {
    if (length <= 0) return;
    this.stays.push({ from: this.direct, to: this.now, length });
    this.list.retain(length, attributes);
    this.old += length;
    this.direct += length;
    this.now += length;
    this.isBehindStruck = idsIn(this.text.before(this.old)?.attributes ?? {}, 'del').length > 0;
  }

  private retain(length: number, change: Attributes | undefined) {
    if (!change) return this.keep(length);
    for (const stretch of this.text.between(this.old, this.old + length)) {
      this.keep(stretch.text.length, this.changeOf(stretch, withoutSuggestions(change)));
    }
  }

  private changeOf(stretch: Stretch, change: Attributes): Attributes {
    if (this.isOwnInsert(stretch)) return change;
    const look = Object.fromEntries(Object.entries(change).filter(([key]) => !readNote(key)));
    return { ...change, ...suggestedChange(stretch.attributes, look, this.hand.sid, this.hand.isMine) };
  }

  private delete(length: number) {
    for (const stretch of this.text.between(this.old, this.old + length)) this.strike(stretch);
  }

  private strike(stretch: Stretch) {
    const { length } = stretch.text;
    this.old += length;
    if (this.isOwnInsert(stretch)) {
      this.list.delete(length);
      return;
    }
    // An object that this version does not know can only be kept.
    const isDone = stretch.what === 'object' || idsIn(stretch.attributes, 'del').some(this.hand.isMine);
    this.list.retain(length, isDone ? {} : { [`del:${this.hand.sid()}`]: true });
    this.now += length;
    this.isBehindStruck = stretch.what === 'words';
  }

  private insert(text: string, attributes: Attributes, ops: Op[]) {
    const fresh = this.identified(text, withoutSuggestions(attributes), ops);
    this.list.insert(text, { ...fresh, [`ins:${this.hand.sid()}`]: true });
    this.stays.push({ from: this.direct, to: this.now, length: text.length });
    this.direct += text.length;
    this.now += text.length;
    this.isBehindStruck = false;
  }

  /** A block or a footnote that was moved stands in its old place too, so it is another one in the new place. */
  private identified(text: string, attributes: Attributes, ops: Op[]): Attributes {
    const key = text === MARKER ? 'b:id' : text === ATOM ? 'a' : null;
    const id = key && attributes[key];
    if (!key || typeof id !== 'string') return attributes;
    this.taken ??= this.remaining(ops);
    if (!this.taken.has(id)) return attributes;
    const fresh = this.hand.newId();
    this.renamed.push([key === 'a' ? (readNoteId(id) ?? '') : id, fresh]);
    return { ...attributes, [key]: key === 'a' ? noteAttribute(fresh) : fresh };
  }

  /** The identities of the blocks and the footnotes that are left after the edit. */
  private remaining(ops: Op[]): Set<unknown> {
    const ids = new Set([...this.text.ids(), ...this.text.notes()]);
    let old = 0;
    for (const op of ops) {
      if (isInsert(op)) continue;
      const length = isDelete(op) ? op.delete : op.retain;
      if (isDelete(op)) {
        for (const stretch of this.text.between(old, old + length)) {
          if (this.isOwnInsert(stretch)) ids.delete(stretch.attributes['b:id'] ?? stretch.attributes.a);
        }
      }
      old += length;
    }
    return ids;
  }

  private isOwnInsert({ attributes }: Stretch): boolean {
    return idsIn(attributes, 'ins').some(this.hand.isMine);
  }
}

/** What an edit that does not suggest may say: nothing about suggestions. The same batch when it says nothing. */
export function withoutNotes(batch: Batch): Batch {
  const speaks = (op: Op) => !isDelete(op) && op.attributes && Object.keys(op.attributes).some(isSuggestionKey);
  if (!allOps(batch).some(speaks)) return batch;
  const clean: Batch = {};
  for (const [field, ops] of Object.entries(batch) as [Field, Op[]][]) {
    const list = new OpList();
    for (const op of ops) list.push(isDelete(op) ? op : { ...op, attributes: withoutSuggestions(op.attributes ?? {}) });
    const done = list.done();
    if (done.length) clean[field] = done;
  }
  return clean;
}
