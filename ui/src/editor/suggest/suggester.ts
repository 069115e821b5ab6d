// A person who suggests: which suggestions are theirs, and to which one an edit belongs.
//
// One suggestion is one thing that somebody decides on. Typing on within or at the end of one's own words continues
// theirs, striking on next to what one struck last continues that; every other edit is a suggestion of its own.

import type { Node } from 'prosemirror-model';
import type { NewId } from '../ids';
import { isDelete, isInsert, type Attributes, type Batch, type Field } from '../wire';
import { idsIn, readNote, withoutSuggestions } from './attributes';
import { suggestedEdit, type Suggested } from './rewrite';
import { FlatText, type Stretch } from './text';

export class Suggester {
  private readonly made = new Set<string>();
  private last: string | null = null;

  /** `isMine` knows the suggestions of earlier sittings. */
  constructor(
    private readonly newId: NewId,
    private readonly isMine: (sid: string) => boolean = () => false,
  ) {}

  /** The suggestion that this person made last in this sitting. */
  get newest(): string | null {
    return this.last;
  }

  owns(sid: string): boolean {
    return this.made.has(sid) || this.isMine(sid);
  }

  /** What a direct edit of a text becomes. */
  suggest(doc: Node, direct: Batch): Suggested {
    const isMine = (id: string) => this.owns(id);
    const continued = continuedBy(doc, direct, this.last, isMine);
    let sid: string | null = null;
    const suggested = suggestedEdit(doc, direct, { newId: this.newId, isMine, sid: () => (sid ??= continued ?? this.newId()) });
    if (sid !== null) this.made.add((this.last = sid));
    return suggested;
  }
}

/** A place in a field's old text. */
interface Site {
  text: FlatText;
  from: number;
  to: number;
}

/** The suggestion that an edit goes on with, if any. */
function continuedBy(doc: Node, direct: Batch, newest: string | null, isMine: (sid: string) => boolean): string | null {
  const { inserts, strikes, isFormat } = sitesOf(doc, direct, isMine);
  if (isFormat || (inserts.length > 0 && strikes.length > 0)) return null;
  const typed = inserts[0];
  if (typed) return typedInto(typed, newest, isMine);
  const [first, last] = [strikes[0], strikes.at(-1)];
  if (newest === null || !first || !last) return null;
  const isNext = [first.text.before(first.from), last.text.after(last.to)].some((unit) => has(unit, 'del', newest));
  return isNext ? newest : null;
}

function typedInto({ text, from }: Site, newest: string | null, isMine: (sid: string) => boolean): string | null {
  const [before, after] = [text.before(from), text.after(from)];
  if (newest !== null && has(before, 'ins', newest)) return newest;
  const around = idsIn(before?.attributes ?? {}, 'ins').find((sid) => isMine(sid) && has(after, 'ins', sid));
  return around ?? null;
}

function has(unit: Stretch | null, kind: 'ins' | 'del', sid: string): boolean {
  return unit !== null && `${kind}:${sid}` in unit.attributes;
}

interface Sites {
  inserts: Site[];
  /** What others wrote and the edit takes away. */
  strikes: Site[];
  isFormat: boolean;
}

function sitesOf(doc: Node, direct: Batch, isMine: (sid: string) => boolean): Sites {
  const sites: Sites = { inserts: [], strikes: [], isFormat: false };
  for (const field of Object.keys(direct) as Field[]) {
    const text = new FlatText(doc, field);
    let old = 0;
    for (const op of direct[field]!) {
      if (isInsert(op)) {
        sites.inserts.push({ text, from: old, to: old });
        continue;
      }
      const end = old + (isDelete(op) ? op.delete : op.retain);
      if (isDelete(op)) sites.strikes.push(...text.between(old, end).filter((unit) => !isGone(unit, isMine)).map((unit) => ({ text, from: unit.from, to: unit.from + unit.text.length })));
      else if (op.attributes && isLook(op.attributes)) sites.isFormat = true;
      old = end;
    }
  }
  return sites;
}

/** Whether striking these units strikes nothing: they are one's own, or struck by oneself already. */
function isGone({ attributes }: Stretch, isMine: (sid: string) => boolean): boolean {
  return [...idsIn(attributes, 'ins'), ...idsIn(attributes, 'del')].some(isMine);
}

function isLook(change: Attributes): boolean {
  return Object.keys(withoutSuggestions(change)).some((key) => !readNote(key));
}
