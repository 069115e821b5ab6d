// Words as a reader compares them: letters in one case if asked for, accents away if asked for, and always typeset marks
// and plain ones alike, so that `don't` finds don’t.
//
// A folded text remembers where each of its units came from. What a reader takes for one character (a letter with its
// accents, a family of emoji, a flag) is folded as a whole: a match begins and ends between such characters.

export interface Folding {
  matchCase: boolean;
  ignoreAccents: boolean;
}

export interface Folded {
  text: string;
  /** Where the character that each unit came from begins and ends; null when every unit stands where it stood. */
  from: number[] | null;
  to: number[] | null;
}

/** One character as readers see it. */
const CHARACTER =
  /\p{RI}\p{RI}|\p{Extended_Pictographic}[\p{M}\p{Emoji_Modifier}]*(?:\u200D\p{Extended_Pictographic}[\p{M}\p{Emoji_Modifier}]*)+|[^\p{M}][\p{M}\p{Emoji_Modifier}]+|[^]/gu;
/** Accents of letters and the points of Arabic and Hebrew; the vowel signs of Indic scripts and kana's voicing are letters. */
const ACCENT = /(?![\u3099\u309A])(?=\p{M})[\p{Script=Inherited}\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Arabic}\p{Script=Hebrew}]/gu;
/** Letters whose stroke or joint is no accent to Unicode but is one to a reader. */
const STROKED: Record<string, string> = { ø: 'o', Ø: 'O', ł: 'l', Ł: 'L', đ: 'd', Đ: 'D', ħ: 'h', Ħ: 'H', ı: 'i', ß: 'ss', æ: 'ae', Æ: 'AE', œ: 'oe', Œ: 'OE' };
const TYPESET: Record<string, string> = {
  '‘': "'", '’': "'", '‚': "'", '‛': "'", '“': '"', '”': '"', '„': '"', '‟': '"', '\u00A0': ' ', '\u202F': ' ', '\u2011': '-', '…': '...',
};
const PLAIN = /^[\0-\x7f]*$/;

export function fold(text: string, folding: Folding): Folded {
  if (PLAIN.test(text)) return { text: folding.matchCase ? text : text.toLowerCase(), from: null, to: null };
  const folded: Folded = { text: '', from: [], to: [] };
  for (const found of text.matchAll(CHARACTER)) {
    const character = foldCharacter(found[0], folding);
    folded.text += character;
    for (let unit = 0; unit < character.length; unit++) {
      folded.from!.push(found.index);
      folded.to!.push(found.index + found[0].length);
    }
  }
  return folded;
}

function foldCharacter(character: string, { matchCase, ignoreAccents }: Folding): string {
  let folded = TYPESET[character] ?? character.normalize('NFD');
  if (ignoreAccents) folded = STROKED[folded] ?? folded.replace(ACCENT, '');
  return matchCase ? folded : folded.toLowerCase();
}

/** Where a stretch of the folded text stands in the text; null when it would cut a character. */
export function unfolded({ text, from, to }: Folded, start: number, end: number): { from: number; to: number } | null {
  if (!from || !to) return { from: start, to: end };
  const cutsHead = start > 0 && from[start - 1] === from[start];
  const cutsTail = end < text.length && to[end] === to[end - 1];
  return cutsHead || cutsTail ? null : { from: from[start]!, to: to[end - 1]! };
}

/** How many characters a reader sees. */
export function charactersIn(text: string): number {
  if (PLAIN.test(text)) return text.length;
  let count = 0;
  for (const _ of text.matchAll(CHARACTER)) count += 1;
  return count;
}
