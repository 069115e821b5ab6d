// An hour at the keyboard, made from a seed: bursts of words with slips that are taken back, pauses, a paragraph now and
// then, and going back to change, strike, paste and undo. What people do, at the pace at which they do it.

import type { Random } from './random';

/** One thing that somebody does, so many milliseconds after the last. Places and lengths are parts of what there is. */
export type Doing = { after: number } & (
  | { what: 'type'; text: string }
  | { what: 'rub'; times: number }
  | { what: 'enter' | 'undo' | 'redo' | 'bold' }
  | { what: 'jump'; to: number }
  | { what: 'select'; to: number; letters: number }
  | { what: 'paste'; text: string }
);

const WORDS = ['the', 'council', 'minister', 'said', 'on', 'Monday', 'that', 'harbour', 'nobody', 'came', 'and', 'bread', 'café', 'naïve', 'a', 'of', 'to', 'price', 'river', 'school', 'tram', 'weather'];
const RARE = ['👩‍👩‍👧', 'שלום', 'Ünïcode', '漢字', 'e\u0301', '🇬🇧'];

export const HOUR = 3_600_000;

/** Everything that is done in so many milliseconds. */
export function* doings(random: Random, length: number): Generator<Doing> {
  let now = 0;
  const at = <Rest extends object>(after: number, rest: Rest) => {
    now += after;
    return { after, ...rest };
  };
  while (now < length) {
    yield* burst(random, at);
    const pause = random.chance(0.2) ? random.between(4_000, 20_000) : random.between(300, 3_000);
    const next = random.next();
    if (next < 0.25) yield at(pause, { what: 'enter' as const });
    else if (next < 0.4) yield at(pause, { what: 'jump' as const, to: random.next() });
    else if (next < 0.55) yield at(pause, { what: 'rub' as const, times: random.between(3, 30) });
    else if (next < 0.62) yield at(pause, { what: 'select' as const, to: random.next(), letters: random.between(1, 60) });
    else if (next < 0.65) yield at(pause, { what: 'paste' as const, text: pasted(random) });
    else if (next < 0.71) yield* undoing(random, pause, at);
    else if (next < 0.73) yield at(pause, { what: 'bold' as const });
    else yield at(pause, { what: 'jump' as const, to: 1 });
  }
}

type At = <Rest extends object>(after: number, rest: Rest) => Rest & { after: number };

function* burst(random: Random, at: At): Generator<Doing> {
  for (let words = random.between(3, 25); words > 0; words--) {
    const word = random.chance(0.02) ? random.pick(RARE) : random.pick(WORDS);
    for (const text of letters(`${word} `)) {
      yield at(random.between(50, 190), { what: 'type' as const, text });
      if (random.chance(0.03)) {
        yield at(random.between(80, 200), { what: 'type' as const, text: 'x' });
        yield at(random.between(150, 500), { what: 'rub' as const, times: 1 });
      }
    }
  }
}

function* undoing(random: Random, pause: number, at: At): Generator<Doing> {
  const steps = random.between(1, 3);
  for (let step = 0; step < steps; step++) yield at(step ? random.between(200, 600) : pause, { what: 'undo' as const });
  for (let step = random.below(steps + 1); step > 0; step--) yield at(random.between(200, 900), { what: 'redo' as const });
}

const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
const letters = (text: string) => [...segmenter.segment(text)].map(({ segment }) => segment);

function pasted(random: Random): string {
  const line = () => Array.from({ length: random.between(4, 40) }, () => random.pick(WORDS)).join(' ');
  return Array.from({ length: random.between(1, 4) }, line).join('\n\n');
}
