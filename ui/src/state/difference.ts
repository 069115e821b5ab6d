// The desk's difference as the review screen draws it. Pure.
import type { BlockDifference, DiffRun, Difference, Shape } from '../bridge/difference';
import type { BlockKind, BlockState, Change, Compared, ComparedBlock, Piece } from './compared';

const CHANGES: Record<DiffRun['change'], Change> = { same: 'same', insert: 'in', delete: 'out', format: 'set' };
const STATES: Record<BlockDifference['change'], BlockState> = {
  same: 'same', changed: 'changed', added: 'in', deleted: 'out', moved_away: 'moved_away', moved_here: 'moved',
};

export function readDifference(value: unknown): Compared {
  const { fields, blocks, furniture } = value as Difference;
  const placesBefore = new Map(blocks.filter((block) => block.from !== null).map((block, at) => [block, at + 1]));
  const cameFrom = (block: BlockDifference) => {
    const old = blocks.find((other) => other.change === 'moved_away' && other.moved === block.moved);
    return old ? (placesBefore.get(old) ?? null) : null;
  };
  return {
    lines: fields.map(({ field }) => field),
    blocks: [
      ...fields.map(({ field, runs }) => bare({
        as: field, pieces: runs.flatMap(pieces), state: runs.some(({ change }) => change !== 'same') ? 'changed' : 'same',
      })),
      ...blocks.map((block) => readBlock(block, block.change === 'moved_here' ? cameFrom(block) : null)),
    ],
    fields: furniture.map(({ what, of, from, to }) => ({ what, of: of ?? '', from: from ?? '', to: to ?? '' })),
  };
}

/** Words that came in and words that went out. */
export function changedWords(value: unknown): { added: number; removed: number } {
  const { words_added: added, words_deleted: removed } = value as Difference;
  return { added, removed };
}

function readBlock(block: BlockDifference, from: number | null): ComparedBlock {
  const shape = block.to ?? block.from;
  const as = kindOf(shape);
  const before = block.change === 'changed' ? kindOf(block.from) : as;
  const item = shape?.within.findLast(({ container }) => container !== 'quote');
  return bare({
    as,
    state: STATES[block.change],
    pieces: block.runs.flatMap(pieces),
    from,
    was: before === as ? null : before,
    picture: shape?.picture ?? null,
    pictureWas: block.change === 'changed' && block.from?.picture !== block.to?.picture ? (block.from?.picture ?? null) : null,
    quoted: shape?.within.some(({ container }) => container === 'quote') ?? false,
    depth: shape?.within.filter(({ container }) => container !== 'quote').length ?? 0,
    marker: item?.begins_item ? (item.number === undefined ? '•' : `${item.number}.`) : null,
  });
}

function kindOf(shape: Shape | null): BlockKind {
  if (shape?.kind === 'heading') return shape.level === 3 ? 'h3' : shape.level === 4 ? 'h4' : 'h2';
  if (shape?.kind === 'pull_quote') return 'pull';
  if (shape?.kind === 'attribution') return 'by';
  if (shape?.kind === 'figure' || shape?.kind === 'alt') return shape.kind;
  if (shape?.kind === 'credit_line') return 'credit';
  if (shape?.kind === 'row') return shape.head ? 'head' : 'row';
  return shape?.kind === 'rule' ? 'rule' : 'paragraph';
}

function bare(block: Pick<ComparedBlock, 'as' | 'state' | 'pieces'> & Partial<ComparedBlock>): ComparedBlock {
  return { from: null, was: null, picture: null, pictureWas: null, quoted: false, depth: 0, marker: null, at: null, ...block };
}

/** A footnote whose text changed is the old one and the new one. */
function pieces(run: DiffRun): Piece[] {
  if (run.change !== 'format' || run.was?.note === undefined || run.marks.note === undefined) return [piece(run)];
  return [piece({ ...run, change: 'delete', marks: run.was }), piece({ ...run, change: 'insert' })];
}

function piece({ change, text, marks }: DiffRun): Piece {
  return {
    text: marks.note === undefined ? text : [...text].map(() => marks.note).join(' / '), note: marks.note !== undefined,
    change: CHANGES[change], strong: marks.strong ?? false, em: marks.em ?? false, code: marks.code ?? false,
    link: marks.link ?? null, at: null,
  };
}
