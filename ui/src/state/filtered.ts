// A comparison of which only one kind of change is looked at; what else changed reads as it is now. Pure.
import { numbered, type ComparedBlock, type ListedChange } from './compared';
import { touches, type Fact } from './facts';

export const FILTERS = ['all', 'wording', 'facts', 'furniture', 'media', 'formatting'] as const;
export type Filter = (typeof FILTERS)[number];

const FURNITURE = ['kicker', 'headline', 'standfirst', 'dateline'];
const MEDIA = ['figure', 'alt', 'credit'];

/** The same blocks, so that a place in them stays a place in them. */
export function filtered(blocks: ComparedBlock[], filter: Filter, facts: Fact[]): { blocks: ComparedBlock[]; changes: ListedChange[] } {
  const all = numbered(blocks);
  if (filter === 'all') return all;
  const kept = new Set(all.changes.flatMap((change, at) => (passes(change, blocks[change.block], filter, facts) ? [at] : [])));
  return numbered(all.blocks.map((block) => quieted(block, kept)));
}

function passes(change: ListedChange, block: ComparedBlock | undefined, filter: Filter, facts: Fact[]): boolean {
  if (!block || filter === 'facts') return facts.some((fact) => touches(change, fact));
  if (FURNITURE.includes(block.as)) return filter === 'furniture';
  if (MEDIA.includes(block.as)) return filter === 'media';
  const moved = block.state === 'moved';
  return filter === (change.out || change.in || moved ? 'wording' : 'formatting');
}

function quieted(block: ComparedBlock, kept: ReadonlySet<number>): ComparedBlock {
  if (block.state === 'same') return block;
  const pieces = block.pieces
    .filter((piece) => piece.change !== 'out' || (piece.at !== null && kept.has(piece.at)))
    .map((piece) => (piece.at === null || kept.has(piece.at) ? piece : { ...piece, change: 'same' as const, at: null }));
  const stays = (block.at !== null && kept.has(block.at)) || pieces.some((piece) => piece.change !== 'same');
  return stays ? { ...block, pieces } : { ...block, pieces, state: 'same', was: null, pictureWas: null, from: null };
}
