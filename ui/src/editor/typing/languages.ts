// How each language sets quotations and dashes, after the Unicode CLDR and the house styles of its newspapers.

/** What opens and what closes. */
export type Pair = readonly [open: string, close: string];

export interface Typography {
  /** What `"` stands for. */
  outer: Pair;
  /** A quotation within a quotation; what `'` stands for where it is no apostrophe. */
  inner: Pair;
  /** What `--` stands for. */
  dash: '–' | '—';
  /** Words that begin with an apostrophe, without it. */
  elisions: readonly string[];
}

// A narrow space that never breaks a line.
const THIN = '\u202F';
const RAISED: Pair = ['“', '”'];
const RAISED_INNER: Pair = ['‘', '’'];
const LOWERED: Pair = ['„', '“'];
const LOWERED_INNER: Pair = ['‚', '‘'];
const LOWERED_HIGH: Pair = ['„', '”'];
const ANGLES: Pair = ['«', '»'];
const SPACED_ANGLES: Pair = [`«${THIN}`, `${THIN}»`];
const SAME: Pair = ['”', '”'];
const SAME_INNER: Pair = ['’', '’'];

const set = (outer: Pair, inner: Pair, dash: '–' | '—' = '–', elisions: readonly string[] = []): Typography => ({ outer, inner, dash, elisions });
const english = ['em', 'til', 'tis', 'twas', 'twere', 'n', 'cause'];

const LANGUAGES: Record<string, Typography> = {
  bg: set(LOWERED, LOWERED_INNER),
  ca: set(ANGLES, RAISED),
  cs: set(LOWERED, LOWERED_INNER),
  cy: set(RAISED, RAISED_INNER, '–'),
  da: set(RAISED, RAISED_INNER),
  de: set(LOWERED, LOWERED_INNER, '–', ['n', 'ne', 'nen', 's']),
  'de-ch': set(ANGLES, ['‹', '›'], '–', ['n', 'ne', 'nen', 's']),
  'de-li': set(ANGLES, ['‹', '›'], '–', ['n', 'ne', 'nen', 's']),
  el: set(ANGLES, RAISED),
  en: set(RAISED, RAISED_INNER, '—', english),
  'en-gb': set(RAISED, RAISED_INNER, '–', english),
  'en-ie': set(RAISED, RAISED_INNER, '–', english),
  'en-au': set(RAISED, RAISED_INNER, '–', english),
  'en-nz': set(RAISED, RAISED_INNER, '–', english),
  es: set(ANGLES, RAISED, '—'),
  'es-mx': set(RAISED, RAISED_INNER, '—'),
  'es-us': set(RAISED, RAISED_INNER, '—'),
  et: set(LOWERED, ANGLES),
  eu: set(ANGLES, RAISED),
  fi: set(SAME, SAME_INNER),
  fr: set(SPACED_ANGLES, RAISED),
  'fr-ch': set(ANGLES, ['‹', '›']),
  ga: set(RAISED, RAISED_INNER),
  gl: set(ANGLES, RAISED),
  hr: set(LOWERED_HIGH, ['‚', '’']),
  hu: set(LOWERED_HIGH, ['»', '«']),
  is: set(LOWERED, LOWERED_INNER),
  it: set(ANGLES, RAISED),
  'it-ch': set(ANGLES, ['‹', '›']),
  lt: set(LOWERED, LOWERED_INNER),
  lv: set(LOWERED_HIGH, ANGLES),
  nb: set(ANGLES, RAISED_INNER),
  nl: set(RAISED, RAISED_INNER, '–', ['s', 't', 'n', 'k', 'm', 'r']),
  nn: set(ANGLES, RAISED_INNER),
  no: set(ANGLES, RAISED_INNER),
  pl: set(LOWERED_HIGH, ANGLES),
  pt: set(RAISED, RAISED_INNER, '—'),
  'pt-pt': set(ANGLES, RAISED, '—'),
  ro: set(LOWERED_HIGH, ANGLES),
  ru: set(ANGLES, LOWERED, '—'),
  sk: set(LOWERED, LOWERED_INNER),
  sl: set(LOWERED, LOWERED_INNER),
  sr: set(LOWERED, LOWERED_INNER),
  sv: set(SAME, SAME_INNER),
  tr: set(RAISED, RAISED_INNER),
  uk: set(ANGLES, LOWERED, '—'),
};

/** By the whole tag, else by its language, else as in English. */
export function typographyOf(tag: string): Typography {
  const wanted = tag.toLowerCase().replace('_', '-');
  return LANGUAGES[wanted] ?? LANGUAGES[wanted.split('-')[0]!] ?? LANGUAGES.en!;
}
