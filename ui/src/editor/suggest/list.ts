// What is suggested in a text, in the order in which it is read: for the margin, the review and the keys that go from
// one to the next. Facts only; what people read about them is said elsewhere.

import type { Node } from 'prosemirror-model';
import { bodyStart, headlineOf, leavesOf, markerOf, standfirstOf } from '../flatten';
import { writeMarker, writeMarks, type Kind } from '../units';
import type { Attributes } from '../wire';
import { readNote } from './attributes';
import { readChanges, type Changes } from './format';

/**
 * `split` and `join` concern a boundary between blocks and no words, `format` the look of words, `retype` what a block is
 * or where it stands.
 */
export type SuggestionKind = 'insert' | 'delete' | 'replace' | 'format' | 'split' | 'join' | 'retype';

/** Positions in the document; a boundary's range is the position at the start of its block. */
export interface Range {
  from: number;
  to: number;
  what: 'ins' | 'del' | 'fmt';
}

export interface Suggestion {
  id: string;
  kind: SuggestionKind;
  field: 'headline' | 'standfirst' | 'body';
  /** Which block of the field it begins in, counted from 0. */
  block: number;
  /** What that block is. */
  type: Kind;
  /** The words that come in, with a line break for each boundary. */
  inserted: string;
  /** The words that go, likewise. */
  deleted: string;
  /** The words that look otherwise. */
  formatted: string;
  /** Old and new of everything that looks otherwise; `b:type`, `b:level` and `b:p` are a block's. */
  changes: Changes;
  ranges: Range[];
}

/** All suggestions of a document, by where they begin. */
export function suggestionsOf(doc: Node): Suggestion[] {
  const found = new Map<string, Draft>();
  for (const line of linesOf(doc)) readLine(line, found);
  return [...found.values()].map(finished);
}

/** The first one that begins after a position; null when there is none. */
export function nextSuggestion(list: Suggestion[], pos: number): Suggestion | null {
  return list.find((suggestion) => startOf(suggestion) > pos) ?? null;
}

/** The last one that begins before a position. */
export function previousSuggestion(list: Suggestion[], pos: number): Suggestion | null {
  return list.findLast((suggestion) => startOf(suggestion) < pos) ?? null;
}

/** The ones that a caret is in or at the edge of. */
export function suggestionsAt(list: Suggestion[], pos: number): string[] {
  return suggestionsWithin(list, pos, pos);
}

/** The ones that a stretch of the document touches, such as a paragraph from its start to its end. */
export function suggestionsWithin(list: Suggestion[], from: number, to: number): string[] {
  return list.filter(({ ranges }) => ranges.some((range) => range.from <= to && from <= range.to)).map(({ id }) => id);
}

/** The ones in the paragraph around a position, its boundary included. */
export function suggestionsInBlock(doc: Node, list: Suggestion[], pos: number): string[] {
  const $pos = doc.resolve(pos);
  return $pos.parent.isTextblock ? suggestionsWithin(list, $pos.start(), $pos.end()) : [];
}

function startOf({ ranges }: Suggestion): number {
  return ranges[0]!.from;
}

interface Line {
  field: Suggestion['field'];
  block: number;
  node: Node;
  /** The position before its first word. */
  start: number;
  marker: Attributes;
}

function linesOf(doc: Node): Line[] {
  const body = leavesOf(doc).map(
    (leaf, block): Line => ({ field: 'body', block, node: leaf.node, start: leaf.pos + 1, marker: leaf.width ? writeMarker(markerOf(leaf)) : {} }),
  );
  const standfirst = bodyStart(doc) - standfirstOf(doc).nodeSize;
  return [
    { field: 'headline', block: 0, node: headlineOf(doc), start: 1, marker: {} },
    { field: 'standfirst', block: 0, node: standfirstOf(doc), start: standfirst + 1, marker: {} },
    ...body,
  ];
}

type Draft = Omit<Suggestion, 'kind'> & { boundaries: Set<'ins' | 'del' | 'fmt'> };

function readLine(line: Line, found: Map<string, Draft>) {
  const note = (attributes: Attributes, from: number, to: number, text: string | null) => {
    for (const [key, value] of Object.entries(attributes)) {
      const read = readNote(key);
      if (!read || read.kind === 'c') continue;
      add(draftOf(found, read.id, line), { from, to, what: read.kind }, text, read.kind === 'fmt' ? readChanges(value) : {});
    }
  };
  note(line.marker, line.start, line.start, null);
  let from = line.start;
  line.node.forEach((inline) => {
    if (inline.marks.length) note(writeMarks(inline.marks), from, from + inline.nodeSize, inline.text ?? '');
    from += inline.nodeSize;
  });
}

function draftOf(found: Map<string, Draft>, id: string, { field, block, node }: Line): Draft {
  const known = found.get(id);
  if (known) return known;
  const type = field === 'body' ? (node.type.name as Kind) : 'paragraph';
  const draft: Draft = {
    id, field, block, type, inserted: '', deleted: '', formatted: '', changes: {}, ranges: [], boundaries: new Set(),
  };
  found.set(id, draft);
  return draft;
}

/** `text` is null for a boundary. */
function add(draft: Draft, range: Range, text: string | null, changes: Changes) {
  const last = draft.ranges.at(-1);
  if (last?.what === range.what && last.to === range.from) last.to = range.to;
  else draft.ranges.push(range);
  if (text === null) draft.boundaries.add(range.what);
  if (range.what === 'ins') draft.inserted += text ?? '\n';
  else if (range.what === 'del') draft.deleted += text ?? '\n';
  else draft.formatted += text ?? '';
  draft.changes = { ...changes, ...draft.changes };
}

function finished({ boundaries, ...draft }: Draft): Suggestion {
  return { ...draft, kind: kindOf(draft, boundaries) };
}

function kindOf({ inserted, deleted, formatted }: Pick<Suggestion, 'inserted' | 'deleted' | 'formatted'>, boundaries: Draft['boundaries']): SuggestionKind {
  const [comes, goes] = [inserted.replaceAll('\n', '') !== '', deleted.replaceAll('\n', '') !== ''];
  if ((comes || goes) && inserted && deleted) return 'replace';
  if (inserted && (comes || !boundaries.has('ins'))) return 'insert';
  if (deleted && (goes || !boundaries.has('del'))) return 'delete';
  if (boundaries.has('ins')) return 'split';
  if (boundaries.has('del')) return 'join';
  return formatted ? 'format' : 'retype';
}
