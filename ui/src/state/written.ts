// The body at one moment, cut where the hand changes: what "who wrote it" shows. Pure.
import type { Batch, WriterRun } from '../bridge';
import { gridOf, readLines, type Attributes } from '../editor';

const MARKER = '\uFFFC';
const ATOM = '\uFFF9';

export interface WrittenPiece {
  text: string;
  by: string;
}

/** Hands by the name of a text beside the body. */
export type WritersBeside = { [name in string]?: WriterRun[] };

/** The body's blocks and the rows of its tables as runs of words, each with the name of whoever wrote them. */
export function writtenBlocks(fields: Batch, writers: WriterRun[], beside: WritersBeside = {}): WrittenPiece[][] {
  const tables = tableRows(fields, beside);
  const text = (fields.body ?? []).map((op) => ('insert' in op ? op.insert : '')).join('');
  const blocks: WrittenPiece[][] = [[]];
  let at = 0;
  for (const { units, by } of writers) {
    const parts = text.slice(at, at + units).split(MARKER);
    at += units;
    parts.forEach((part, index) => {
      if (index > 0) {
        blocks.push([]);
        const rows = tables.shift() ?? [];
        // Words that a merge left behind a table stand under it.
        if (rows.length > 0) blocks.push(...rows, []);
      }
      const words = part.replaceAll(ATOM, '');
      if (words) add(blocks[blocks.length - 1]!, words, by);
    });
  }
  return blocks.filter((block) => block.length > 0);
}

/** For each block that a marker begins the rows of its table, each as one block. */
function tableRows(fields: Batch, beside: WritersBeside): WrittenPiece[][][] {
  return (fields.body ?? []).flatMap((op) => {
    if (!('insert' in op) || !op.insert.includes(MARKER)) return [];
    const attributes = (op.attributes ?? {}) as Attributes;
    const { rows, columns } = gridOf(attributes['b:type'] === 'table' ? readLines(attributes) : {}, null);
    const written = rows.map((row) => columns.map(({ id }) => cellOf(fields, beside, `cell:${attributes['b:id']}:${row.id}:${id}`)));
    return [written.map((cells) => cells.filter((cell) => cell.length > 0).reduce(behindBar, []))];
  });
}

function behindBar(row: WrittenPiece[], cell: WrittenPiece[]): WrittenPiece[] {
  return row.length === 0 ? cell : [...row, { text: ' | ', by: row.at(-1)!.by }, ...cell];
}

function cellOf(fields: Batch, beside: WritersBeside, name: string): WrittenPiece[] {
  const text = (fields[name as keyof Batch] ?? []).map((op) => ('insert' in op ? op.insert : '')).join('');
  let at = 0;
  return (beside[name] ?? []).map(({ units, by }) => ({ text: text.slice(at, (at += units)), by }));
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
