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
  /** Which change of the whole comparison it belongs to; null for what is the same. */
  at: number | null;
}

export type BlockState = 'same' | 'changed' | 'in' | 'out' | 'moved';

export interface ComparedBlock {
  /** `headline`, `standfirst`, `paragraph`, `h2`, `quote`, `pull`, `item`, `rule` … */
  as: string;
  state: BlockState;
  pieces: Piece[];
  /** For a moved block: which paragraph it was. */
  from: number | null;
}

/** A field beside the text, before and after. */
export interface ComparedField {
  what: string;
  from: string;
  to: string;
}

export interface ComparedFact {
  kind: string;
  from: string;
  to: string;
}

export interface Compared {
  blocks: ComparedBlock[];
  fields: ComparedField[];
  facts: ComparedFact[];
}

export interface ListedChange {
  out: string;
  in: string;
  set: string;
}

/** Numbers the changes: a deletion and the insertion beside it are one. Returns the list in reading order. */
export function numbered(blocks: ComparedBlock[]): { blocks: ComparedBlock[]; changes: ListedChange[] } {
  const changes: ListedChange[] = [];
  const done = blocks.map((block) => {
    let open: number | null = null;
    const pieces = block.pieces.map((piece) => {
      if (piece.change === 'same') {
        open = null;
        return { ...piece, at: null };
      }
      if (open === null) {
        open = changes.length;
        changes.push({ out: '', in: '', set: '' });
      }
      const change = changes[open];
      if (change) change[piece.change === 'in' ? 'in' : piece.change === 'out' ? 'out' : 'set'] += piece.text;
      return { ...piece, at: open };
    });
    return { ...block, pieces };
  });
  return { blocks: done, changes };
}

export type Run = { kind: 'block'; block: ComparedBlock } | { kind: 'fold'; blocks: ComparedBlock[] };

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

/** Words that came in and words that went out. */
export function countWords(blocks: ComparedBlock[]): { added: number; removed: number } {
  const words = (text: string) => text.split(/\s+/).filter(Boolean).length;
  let added = 0;
  let removed = 0;
  for (const piece of blocks.flatMap((block) => block.pieces)) {
    if (piece.change === 'in') added += words(piece.text);
    if (piece.change === 'out') removed += words(piece.text);
  }
  return { added, removed };
}

/** One side of the comparison: what readers of that revision see. */
export function side(blocks: ComparedBlock[], which: 'from' | 'to'): ComparedBlock[] {
  const gone: Change = which === 'from' ? 'in' : 'out';
  return blocks
    .filter((block) => block.state !== (which === 'from' ? 'in' : 'out'))
    .map((block) => ({ ...block, pieces: block.pieces.filter((piece) => piece.change !== gone) }));
}
