// Two revisions side by side, as the review screen draws them: blocks of pieces, each piece the same, new, gone or
// only set otherwise. Pure: made from the desk's difference, counted and walked here.

export type Change = 'same' | 'in' | 'out' | 'set';

export interface Piece {
  text: string;
  change: Change;
  strong: boolean;
  em: boolean;
  code: boolean;
  link: string | null;
  /** Whether it is a footnote; the text is the footnote's. */
  note: boolean;
  /** Which change of the whole comparison it belongs to; null for what is the same. */
  at: number | null;
}

export type BlockState = 'same' | 'changed' | 'in' | 'out' | 'moved' | 'moved_away';
export type BlockKind =
  | 'kicker' | 'headline' | 'standfirst' | 'dateline' | 'paragraph' | 'h2' | 'h3' | 'h4' | 'pull' | 'by' | 'figure' | 'alt' | 'credit' | 'head' | 'row' | 'rule';

export interface ComparedBlock {
  as: BlockKind;
  state: BlockState;
  pieces: Piece[];
  /** For a moved block: which paragraph it was. */
  from: number | null;
  /** What it was, when it has become another kind of block. */
  was: BlockKind | null;
  /** A figure's picture, and the one that it was, when that is another. */
  picture: string | null;
  pictureWas: string | null;
  quoted: boolean;
  /** How many lists it stands in. */
  depth: number;
  /** `•` or `3.` where an item of a list begins. */
  marker: string | null;
  /** The change that the whole block is, when its words stayed. */
  at: number | null;
}

/** A field beside the text, before and after. */
export interface ComparedField {
  what: string;
  /** Whose it is: a credit's name, a related headline. */
  of: string;
  from: string;
  to: string;
}

export interface Compared {
  /** The lines above the text, then the text. */
  blocks: ComparedBlock[];
  /** Which lines those are, in order. */
  lines: string[];
  fields: ComparedField[];
}

/** Stands between the cells of a row; the desk's difference has the same. */
const BETWEEN_CELLS = '\uFFFC';

export interface ListedChange {
  out: string;
  in: string;
  set: string;
  /** Which block it is in. */
  block: number;
  /** Which of the changes inside its words; null when the block came, went, moved or only looks otherwise. */
  nth: number | null;
}

/** Numbers the changes: a deletion and the insertion beside it are one. Returns the list in reading order. */
export function numbered(blocks: ComparedBlock[]): { blocks: ComparedBlock[]; changes: ListedChange[] } {
  const changes: ListedChange[] = [];
  const done = blocks.map((block, index) => {
    // The old place of a moved block is told at its new one.
    if (block.state === 'moved_away') return block;
    let open: number | null = null;
    let nth = 0;
    const stays = block.state === 'changed' || block.state === 'moved';
    const pieces = block.pieces.map((piece) => {
      if (piece.change === 'same') {
        open = null;
        return { ...piece, at: null };
      }
      if (open === null) {
        open = changes.length;
        changes.push({ out: '', in: '', set: '', block: index, nth: stays ? nth++ : null });
      }
      const change = changes[open];
      if (change) change[piece.change === 'in' ? 'in' : piece.change === 'out' ? 'out' : 'set'] += spoken(piece.text);
      return { ...piece, at: open };
    });
    const untold = pieces.every((piece) => piece.at === null) && block.state !== 'same';
    const at = untold ? changes.push({ out: '', in: '', set: block.pieces.map((piece) => spoken(piece.text)).join(''), block: index, nth: null }) - 1 : null;
    return { ...block, pieces, at };
  });
  return { blocks: done, changes };
}

const spoken = (text: string) => text.replaceAll(BETWEEN_CELLS, ' | ');

/** The pieces of each cell of a row. */
export function cellsOf(pieces: Piece[]): Piece[][] {
  const cells: Piece[][] = [[]];
  for (const piece of pieces) {
    piece.text.split(BETWEEN_CELLS).forEach((text, at) => {
      if (at > 0) cells.push([]);
      if (text) cells.at(-1)!.push({ ...piece, text });
    });
  }
  return cells;
}

export type Run = { kind: 'block'; block: ComparedBlock } | { kind: 'table'; rows: ComparedBlock[] } | { kind: 'fold'; blocks: ComparedBlock[] };

/** Rows that follow each other as the table that they are; a header begins one. */
export function tabled(runs: Run[]): Run[] {
  const done: Run[] = [];
  for (const run of runs) {
    const block = run.kind === 'block' ? run.block : null;
    const last = done.at(-1);
    if (block?.as === 'row' && last?.kind === 'table') last.rows.push(block);
    else if (block?.as === 'head' || block?.as === 'row') done.push({ kind: 'table', rows: [block] });
    else done.push(run);
  }
  return done;
}

/** Runs of unchanged body blocks of this many and more are folded away, except those beside a change. */
const FOLDS_FROM = 3;

export function folded(blocks: ComparedBlock[], open: ReadonlySet<number>): Run[] {
  const runs: Run[] = [];
  let at = 0;
  while (at < blocks.length) {
    let end = at;
    while (end < blocks.length && isPlain(blocks[end])) end++;
    if (end - at >= FOLDS_FROM && !open.has(at)) runs.push({ kind: 'fold', blocks: blocks.slice(at, end) });
    else for (const block of blocks.slice(at, end)) runs.push({ kind: 'block', block });
    const next = blocks[end];
    if (next) runs.push({ kind: 'block', block: next });
    at = end + 1;
  }
  return runs;
}

const isPlain = (block: ComparedBlock | undefined) =>
  block !== undefined && block.state === 'same' && block.as !== 'headline' && block.as !== 'standfirst';

const ABSENT: Record<'from' | 'to', BlockState[]> = { from: ['in', 'moved'], to: ['out', 'moved_away'] };

/** One side of the comparison: what readers of that revision see. */
export function side(blocks: ComparedBlock[], which: 'from' | 'to'): ComparedBlock[] {
  const gone: Change = which === 'from' ? 'in' : 'out';
  return blocks
    .filter((block) => !ABSENT[which].includes(block.state))
    .map((block) => (which === 'from' && block.was ? { ...block, as: block.was, was: null } : block))
    .map((block) => ({ ...block, picture: which === 'from' ? (block.pictureWas ?? block.picture) : block.picture, pictureWas: null }))
    .map((block) => ({ ...block, pieces: block.pieces.filter((piece) => piece.change !== gone) }));
}
