// The attributes that say what is suggested about a unit, and which comment it belongs to.
//
// A unit may carry several of each kind; the id is in the key, so that two people's never meet in one value. The same
// keys stand on words and on markers. What they mean to a reader is in `manuscript`.

import type { Attributes, AttributeValue } from '../wire';

/** Suggested in, suggested out, suggested to look otherwise; and the anchor of a comment, which suggests nothing. */
export type NoteKind = 'ins' | 'del' | 'fmt' | 'c';

export interface Note {
  kind: NoteKind;
  /** The suggestion or the comment. */
  id: string;
}

const KEY = /^(ins|del|fmt|c):([A-Za-z0-9_-]{1,64})$/;

export function readNote(key: string): Note | null {
  const [, kind, id] = KEY.exec(key) ?? [];
  return kind && id ? { kind: kind as NoteKind, id } : null;
}

/** The note that a key and its value make; null for what is none or makes no sense. */
export function soundNote(key: string, value: AttributeValue | undefined): Note | null {
  const note = readNote(key);
  if (!note) return null;
  return (note.kind === 'fmt' ? typeof value === 'string' : value === true) ? note : null;
}

/** Whether a key speaks of a suggestion; a comment's anchor does not. */
export function isSuggestionKey(key: string): boolean {
  const kind = readNote(key)?.kind;
  return kind !== undefined && kind !== 'c';
}

/** The ids of one kind that a unit carries. */
export function idsIn(attributes: Attributes, kind: NoteKind): string[] {
  return Object.keys(attributes).flatMap((key) => {
    const note = readNote(key);
    return note?.kind === kind ? [note.id] : [];
  });
}

/** The attributes without what they say about suggestions; the same object when they say nothing. */
export function withoutSuggestions(attributes: Attributes): Attributes {
  const keys = Object.keys(attributes);
  if (!keys.some(isSuggestionKey)) return attributes;
  return Object.fromEntries(keys.filter((key) => !isSuggestionKey(key)).map((key) => [key, attributes[key]!]));
}
