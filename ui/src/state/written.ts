// The body at one moment, cut where the hand changes: what "who wrote it" shows. Pure.
import type { Batch, WriterRun } from '../bridge';

const MARKER = '\uFFFC';
const ATOM = '\uFFF9';

export interface WrittenPiece {
  text: string;
  by: string;
}

/** The body's blocks as runs of words, each with the name of whoever wrote them. */
export function writtenBlocks(fields: Batch, writers: WriterRun[]): WrittenPiece[][] {
  const text = (fields.body ?? []).map((op) => ('insert' in op ? op.insert : '')).join('');
  const blocks: WrittenPiece[][] = [[]];
  let at = 0;
  for (const { units, by } of writers) {
    const parts = text.slice(at, at + units).split(MARKER);
    at += units;
    parts.forEach((part, index) => {
      if (index > 0) blocks.push([]);
      const words = part.replaceAll(ATOM, '');
      if (words) add(blocks[blocks.length - 1]!, words, by);
    });
  }
  return blocks.filter((block) => block.length > 0);
}

function add(block: WrittenPiece[], text: string, by: string) {
  const last = block.at(-1);
  if (last?.by === by) last.text += text;
  else block.push({ text, by });
}

export interface Hand {
  name: string;
  /** Of the body's characters, in percent. */
  share: number;
}

/** Who wrote how much of it, most first. */
export function hands(blocks: WrittenPiece[][]): Hand[] {
  const counted = new Map<string, number>();
  for (const { text, by } of blocks.flat()) counted.set(by, (counted.get(by) ?? 0) + text.length);
  const all = [...counted.values()].reduce((sum, count) => sum + count, 0);
  return [...counted]
    .map(([name, count]) => ({ name, share: Math.round((100 * count) / all) }))
    .toSorted((a, b) => b.share - a.share || a.name.localeCompare(b.name));
}
