// What a typed sign becomes: quotation marks by the story's language, apostrophes, dashes, an ellipsis.
//
// Only what stands before the caret in the same line decides, so the same keys always give the same signs.

import { typographyOf, type Pair, type Typography } from './languages';

/** So many units before the caret go, and these words stand there instead; the typed sign is part of them. */
export interface Rewrite {
  take: number;
  put: string;
}

const LETTER = /\p{L}/u;
const APOSTROPHE = '’';
/** A quotation opens after these, or at the start. */
const BEFORE_OPENING = /[\s([{<\/\-–—]$/;
/** An address, or code between backticks, means what it says. */
const LITERAL = /(?:\w:\/\/|www\.)\S*$|^(?:[^`]*`[^`]*`)*[^`]*`[^`]*$/;

/** Null when the sign stands for itself. */
export function typeset(before: string, typed: string, language: string): Rewrite | null {
  const set = typographyOf(language);
  if (LITERAL.test(before)) return null;
  if (typed === '"') return { take: 0, put: doubleQuote(before, set) };
  if (typed === "'") return singleQuote(before, set);
  if (typed === '.' && /(^|[^.])\.\.$/.test(before)) return { take: 2, put: '…' };
  if (LETTER.test(typed)) return afterApostrophe(before, typed, set);
  return dash(before, typed, set) ?? space(before, typed, set) ?? elision(before, typed, set);
}

function doubleQuote(before: string, { outer, inner }: Typography): string {
  // Where quotations within quotations have double marks, the same key sets them.
  const nests = !/[‘’‚‹›]/.test(inner[0]);
  if (opens(before, [outer, inner])) return nests && isOpen(before, outer) ? inner[0] : outer[0];
  return nests && isOpen(before, inner) ? inner[1] : outer[1];
}

function singleQuote(before: string, set: Typography): Rewrite {
  const { outer, inner } = set;
  const elided = elision(before, APOSTROPHE, set);
  if (elided) return elided;
  if (opens(before, [outer, inner])) return { take: 0, put: inner[0] };
  return { take: 0, put: isOpen(before, inner) ? inner[1] : APOSTROPHE };
}

function opens(before: string, pairs: Pair[]): boolean {
  if (before === '' || BEFORE_OPENING.test(before)) return true;
  return pairs.some(([open, close]) => before.endsWith(open) && (open !== close || opens(before.slice(0, -open.length), pairs)));
}

/** Whether a quotation has begun and not ended. Where both marks are one sign, nobody can tell. */
function isOpen(before: string, [open, close]: Pair): boolean {
  return open !== close && before.lastIndexOf(open) > before.lastIndexOf(close);
}

/** At the start of a line hyphens may become a rule, and wait for a space. */
function dash(before: string, typed: string, { dash: sign }: Typography): Rewrite | null {
  if (typed !== '-') return null;
  if (/[^-]-$/.test(before) && !before.endsWith('<!-')) return { take: 1, put: sign };
  return /[–—]$/.test(before) ? { take: 1, put: '—' } : null;
}

function space(before: string, typed: string, { outer, dash: sign }: Typography): Rewrite | null {
  if (typed !== ' ') return null;
  if (before === '--') return { take: 2, put: `${sign} ` };
  // The mark has its own space already.
  return /\s$/.test(outer[0]) && before.endsWith(outer[0]) ? { take: 0, put: '' } : null;
}

/** A letter right behind a closing mark: it was an apostrophe. So it was before `90s`. */
function afterApostrophe(before: string, typed: string, { inner: [open, close] }: Typography): Rewrite | null {
  const decade = typed === 's' && new RegExp(`(?:^|[^\\p{L}\\p{N}])${open}\\d\\d$`, 'u').test(before);
  if (decade) return { take: open.length + 2, put: APOSTROPHE + before.slice(-2) + typed };
  const wasApostrophe = close !== APOSTROPHE && before.endsWith(close) && LETTER.test(before.slice(0, -close.length).slice(-1));
  return wasApostrophe ? { take: close.length, put: APOSTROPHE + typed } : null;
}

/** A word that begins with an apostrophe, now that it is complete. */
function elision(before: string, typed: string, { inner: [open], elisions }: Typography): Rewrite | null {
  const word = elisions.find((each) => before.toLowerCase().endsWith(open + each));
  const at = word === undefined ? -1 : before.length - word.length - open.length;
  if (word === undefined || open === APOSTROPHE || /\p{N}/u.test(typed) || LETTER.test(before.charAt(at - 1))) return null;
  return { take: before.length - at, put: APOSTROPHE + before.slice(-word.length) + typed };
}
