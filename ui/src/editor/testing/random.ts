// Chance with a seed, for tests: the same seed gives the same run everywhere.

export class Random {
  private state: number;

  constructor(readonly seed: number) {
    this.state = seed >>> 0;
  }

  /** From 0 up to but not including 1 (mulberry32). */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = this.state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  }

  /** A whole number below `end`. */
  below(end: number): number {
    return Math.floor(this.next() * end);
  }

  between(low: number, high: number): number {
    return low + this.below(high - low + 1);
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<Item>(items: readonly Item[]): Item {
    return items[this.below(items.length)]!;
  }
}

/**
 * The seed of this run and how many cases it tries: `STET_SEED`, and `STET_LONG` times as many as every day or
 * `STET_CASES` exactly.
 */
export function runSettings(everyDay: number): { seed: number; cases: number } {
  const seed = Number(process.env.STET_SEED ?? 20261123);
  return { seed, cases: Number(process.env.STET_CASES ?? everyDay * Number(process.env.STET_LONG ?? 1)) };
}

/** Runs a case; a failure names its seed. */
export async function withSeed(seed: number, run: (random: Random) => void | Promise<void>): Promise<void> {
  try {
    await run(new Random(seed));
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new Error(`STET_SEED=${seed}: ${message}`, { cause: error });
  }
}
