// What somebody looks for, and where it stands in one line or paragraph. A hit never crosses from one block into another.
//
// Not here: where blocks stand in a document, and searching for expressions within a time limit.

import { fold, unfolded } from './fold';

export interface Query {
  words: string;
  wholeWord: boolean;
  matchCase: boolean;
  ignoreAccents: boolean;
  /** The words are a regular expression. Accents then count, for its classes and ranges would mean nothing without them. */
  expression: boolean;
}

/** A stretch of a text, in UTF-16 units. */
export interface Found {
  from: number;
  to: number;
  /** What each group of an expression caught, the whole first. */
  groups: (string | undefined)[];
  names: Record<string, string | undefined>;
}

/** An expression that cannot be read, with the reason in the browser's words. */
export interface Broken {
  why: string;
}

/** Stands for something inside a line that has no words. */
const OBJECT = '\uFFFC';
const IN_WORD = /[\p{L}\p{N}\p{M}_]/u;
const JOINS = /['’.·]/;

export function compile(query: Query): RegExp | Broken {
  try {
    return new RegExp(query.words, query.matchCase ? 'gmu' : 'gimu');
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    return { why: said.replace(/^Invalid regular expression:\s*/, '').replace(/^\/[^]*\/[a-z]*:\s*/, '') };
  }
}

export function findWords(text: string, query: Query): Found[] {
  const sought = fold(query.words, query).text;
  const found: Found[] = [];
  if (!sought) return found;
  const folded = fold(text, query);
  for (let at = folded.text.indexOf(sought); at >= 0; ) {
    const place = unfolded(folded, at, at + sought.length);
    const counts = place !== null && (!query.wholeWord || isWhole(text, place.from, place.to));
    if (counts) found.push({ ...place, groups: [text.slice(place.from, place.to)], names: {} });
    at = folded.text.indexOf(sought, counts ? at + sought.length : at + 1);
  }
  return found;
}

/** Matches of nothing are no hits, and an object inside a line is never part of one. */
export function findExpression(text: string, expression: RegExp, wholeWord: boolean): Found[] {
  const found: Found[] = [];
  for (const match of text.matchAll(expression)) {
    const [whole] = match;
    const to = match.index + whole.length;
    if (whole === '' || whole.includes(OBJECT) || (wholeWord && !isWhole(text, match.index, to))) continue;
    found.push({ from: match.index, to, groups: [...match], names: { ...match.groups } });
  }
  return found;
}

/** Whether no letter beside the stretch belongs to the same word. */
function isWhole(text: string, from: number, to: number): boolean {
  return !isInsideWord(text, from) && !isInsideWord(text, to);
}

function isInsideWord(text: string, at: number): boolean {
  const before = lastCharacter(text.slice(Math.max(0, at - 2), at));
  const after = firstCharacter(text.slice(at, at + 2));
  if (IN_WORD.test(before) && IN_WORD.test(after)) return true;
  // don’t and 3.5 are one word each.
  if (IN_WORD.test(before) && JOINS.test(after)) return IN_WORD.test(firstCharacter(text.slice(at + 1, at + 3)));
  return JOINS.test(before) && IN_WORD.test(after) && IN_WORD.test(lastCharacter(text.slice(Math.max(0, at - 3), at - 1)));
}

const firstCharacter = (text: string): string => [...text][0] ?? '';
const lastCharacter = (text: string): string => [...text].at(-1) ?? '';

/** What stands instead of a hit. In an expression `$1`, `$<name>`, `$&` and `$$` mean what they caught; else words are words. */
export function replacementFor(query: Query, found: Found, template: string): string {
  if (!query.expression) return template;
  return template.replace(/\$(?:(\$|&)|(\d{1,2})|<([^>]*)>)/g, (whole, sign?: string, number?: string, name?: string) => {
    if (sign) return sign === '$' ? '$' : found.groups[0]!;
    if (name !== undefined) return name in found.names ? (found.names[name] ?? '') : whole;
    return numbered(found, number!) ?? whole;
  });
}

/** `$12` is the twelfth group, or the first and a 2 when there are fewer. */
function numbered({ groups }: Found, number: string): string | null {
  const is = (digits: string) => Number(digits) > 0 && Number(digits) < groups.length;
  if (is(number)) return groups[Number(number)] ?? '';
  return number.length === 2 && is(number[0]!) ? (groups[Number(number[0])] ?? '') + number[1] : null;
}
