// Words as the desk counts them: those of Unicode (UAX #29) that hold a letter or a number.
//
// The rule is that of `manuscript::words` in Rust. `Intl.Segmenter` is no help: it cuts Chinese, Japanese and Thai by
// dictionaries, and which one depends on the laptop.

/** A word in UTF-16 units. */
export interface Word {
  from: number;
  to: number;
}

type Class = 'letter' | 'hebrew' | 'number' | 'katakana' | 'joiner' | 'midLetter' | 'midNumber' | 'mid' | 'quote' | 'quotes' | 'picture' | 'zwj' | 'extend' | 'break' | 'other';

const CLASSES: [Class, RegExp][] = [
  ['number', /[\u0600-\u0605\u06DD\u0890\u0891\u08E2\u19DA\u{110BD}\u{110CD}]/u],
  ['break', /[\r\n\u000B\u000C\u0085\u2028\u2029]/],
  ['zwj', /\u200D/],
  ['extend', /(?!\u200B)[\p{Grapheme_Extend}\p{M}\p{Emoji_Modifier}\p{Cf}]/u],
  ['quote', /'/],
  ['quotes', /"/],
  ['midLetter', /[:\u00B7\u0387\u055F\u05F4\u2027\uFE13\uFE55\uFF1A]/],
  ['midNumber', /[,;\u037E\u0589\u060C\u060D\u066C\u07F8\u2044\uFE50\uFE54\uFF0C\uFF1B]/],
  ['mid', /[.\u2018\u2019\u2024\uFE52\uFF07\uFF0E]/],
  ['joiner', /[\p{Pc}\u202F]/u],
  ['number', /[\p{Nd}\u066B]/u],
  ['katakana', /[\p{Script=Katakana}\u3031-\u3035\u309B\u309C\u30A0\u30FC\uFF70]/u],
  ['hebrew', /(?=\p{Lo})\p{Script=Hebrew}/u],
  // Scripts that write no spaces have no letters here: each sign is a word of its own.
  ['other', /[\p{Ideographic}\p{Script=Hiragana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tai_Le}\p{Script=New_Tai_Lue}\p{Script=Tai_Tham}\p{Script=Tai_Viet}\p{Script=Ahom}]/u],
  ['letter', /[\p{Alphabetic}\u00B8\u02C2-\u02C5\u02D2-\u02D7\u02DE\u02DF\u02E5-\u02EB\u02ED\u02EF-\u02FF\u055A-\u055C\u055E\u058A\u05F3\u070F\uA708-\uA716\uA720\uA721\uA789\uA78A\uAB5B]/u],
  ['picture', /\p{Extended_Pictographic}/u],
];
const ALPHANUMERIC = /[\p{Alphabetic}\p{N}]/u;
const known = new Map<string, Class>();

function classOf(character: string): Class {
  let found = known.get(character);
  if (!found) known.set(character, (found = CLASSES.find(([, pattern]) => pattern.test(character))?.[0] ?? 'other'));
  return found;
}

/** A character with what hangs on it. */
interface Unit extends Word {
  is: Class;
}

function unitsOf(text: string): Unit[] {
  const units: Unit[] = [];
  let at = 0;
  let afterJoiner = false;
  for (const character of text) {
    const is = classOf(character);
    const to = at + character.length;
    const last = units.at(-1);
    const hangs = is === 'extend' || is === 'zwj' || (afterJoiner && is === 'picture');
    if (hangs && last && last.is !== 'break') last.to = to;
    else units.push({ from: at, to, is: hangs ? 'other' : is });
    afterJoiner = is === 'zwj';
    at = to;
  }
  return units;
}

const isLetter = (unit: Unit | undefined) => unit?.is === 'letter' || unit?.is === 'hebrew';
const isNumber = (unit: Unit | undefined) => unit?.is === 'number';
const isMid = (unit: Unit, kind: 'midLetter' | 'midNumber') => unit.is === kind || unit.is === 'mid' || unit.is === 'quote';

/** Whether a word goes on from one unit into the next. `before` and `after` stand around them. */
function goesOn(before: Unit | undefined, one: Unit, two: Unit, after: Unit | undefined): boolean {
  if ((isLetter(one) || isNumber(one)) && (isLetter(two) || isNumber(two))) return true;
  if (isLetter(one) && isMid(two, 'midLetter') && isLetter(after)) return true;
  if (isLetter(before) && isMid(one, 'midLetter') && isLetter(two)) return true;
  if (isNumber(one) && isMid(two, 'midNumber') && isNumber(after)) return true;
  if (isNumber(before) && isMid(one, 'midNumber') && isNumber(two)) return true;
  if (one.is === 'hebrew' && (two.is === 'quote' || (two.is === 'quotes' && after?.is === 'hebrew'))) return true;
  if (before?.is === 'hebrew' && one.is === 'quotes' && two.is === 'hebrew') return true;
  if (one.is === 'katakana' && two.is === 'katakana') return true;
  const joins = (unit: Unit) => isLetter(unit) || isNumber(unit) || unit.is === 'katakana' || unit.is === 'joiner';
  return (two.is === 'joiner' && joins(one)) || (one.is === 'joiner' && joins(two));
}

/** The words of one line or paragraph, in order. */
export function wordsIn(text: string): Word[] {
  const units = unitsOf(text);
  const words: Word[] = [];
  for (let first = 0, last = 0; first < units.length; first = ++last) {
    while (last + 1 < units.length && goesOn(units[last - 1], units[last]!, units[last + 1]!, units[last + 2])) last += 1;
    const [from, to] = [units[first]!.from, units[last]!.to];
    if (ALPHANUMERIC.test(text.slice(from, to))) words.push({ from, to });
  }
  return words;
}

/** How many words stand on each side of a `TK` when it is shown to a person. */
const WORDS_ROUND_TK = 4;

export interface Tk extends Word {
  /** The few words round it. */
  round: string;
}

/** Each open `TK` ("to come"): a whole word, in capitals only. */
export function tksIn(text: string): Tk[] {
  if (!text.includes('TK')) return [];
  const words = wordsIn(text);
  return words.flatMap(({ from, to }, at) => {
    if (text.slice(from, to) !== 'TK') return [];
    const first = words[Math.max(0, at - WORDS_ROUND_TK)]!;
    const last = words[Math.min(words.length - 1, at + WORDS_ROUND_TK)]!;
    return [{ from, to, round: text.slice(first.from, last.to) }];
  });
}
