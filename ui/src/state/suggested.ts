// What a suggestion says to people: which sentence, and the words that fill it. Pure; the sentences are elsewhere.
import type { Suggestion } from '../editor';

/** Longer words are cut in a card; the text shows them whole. */
const LONGEST = 60;

export interface SaidSuggestion {
  /** `suggestion.replace`, … */
  kind: Suggestion['kind'];
  in: string;
  out: string;
  set: string;
}

/** A suggestion as a card shows it, wherever it stands in the text. */
export interface ShownSuggestion {
  sid: string;
  kind: string;
  inserted: string;
  struck: string;
  set: string;
  person: string;
  by: string;
  initials: string;
  at: string;
}

export function said({ kind, inserted, struck, set }: Pick<ShownSuggestion, 'kind' | 'inserted' | 'struck' | 'set'>): SaidSuggestion {
  return { kind: kind as Suggestion['kind'], in: short(inserted), out: short(struck), set: short(set) };
}

/** Words on one line, cut in the middle of nothing: whole words, with an ellipsis. */
export function short(words: string): string {
  const line = words.replace(/\s+/g, ' ').trim();
  if (line.length <= LONGEST) return line;
  const space = line.lastIndexOf(' ', LONGEST);
  return `${line.slice(0, space > LONGEST / 2 ? space : LONGEST).trimEnd()}…`;
}

/** Suggestions and comments as one list, in the order of the words that they are about; what has no words comes last. */
export function inMargin<Note extends { at: number | null }>(notes: Note[]): Note[] {
  return notes.toSorted((a, b) => (a.at ?? Infinity) - (b.at ?? Infinity));
}
