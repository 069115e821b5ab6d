// A local edit as a flat delta, found by comparing the documents before and after.
//
// Steps are not translated one by one: a lift or a retyped block would look like words deleted and typed again. The
// comparison is right by construction: applied to the old flat text, its result gives the new one.

import { Mark, type Fragment, type Node } from 'prosemirror-model';
import { headlineOf, leavesOf, markerOf, standfirstOf, type Leaf } from './flatten';
import { changedLine } from './oneLine';
import { compose, cost, OpList } from './ops';
import { toFlat } from './positions';
import { schema } from './schema';
import { sidesOf } from './sides';
import { attributeChange, inlineAttributes, inlineText, writeMarker, type Marker } from './units';
import { allOps, MARKER, type Attributes, type Batch, type Field, type Op } from './wire';

/** The batch that turns the text of one document into that of another. */
export function difference(before: Node, after: Node): Batch {
  const batch: Batch = {};
  const set = (field: Field, ops: Op[]) => {
    if (ops.length) batch[field] = ops;
  };
  const line = changedLine(before, after);
  if (line) {
    const { field, offset } = toFlat(after, line.pos + 1);
    const list = new OpList().retain(offset);
    segmentDifference(Segment.ofLine(line.before), Segment.ofLine(line.after), list);
    set(field, list.done());
    return batch;
  }
  set('headline', lineDifference(headlineOf(before), headlineOf(after)));
  set('standfirst', lineDifference(standfirstOf(before), standfirstOf(after)));
  set('body', bodyDifference(leavesOf(before), leavesOf(after)));
  const [old, now] = [sidesOf(before), sidesOf(after)];
  for (const name of new Set([...old.keys(), ...now.keys()])) set(name, lineDifference(old.get(name), now.get(name)));
  return batch;
}

/**
 * The cheaper of two ways to say the same: one comparison of first and last document, or one for each step on the way.
 * Replacing a word in ten places is small only step by step; pressing Enter is small only at once.
 */
export function shortestDifference(stages: Node[]): Batch {
  const [first, last] = [stages[0]!, stages.at(-1)!];
  const whole = difference(first, last);
  // No way is shorter than one that neither deletes nor inserts more than a unit.
  if (stages.length < 3 || batchCost(whole) < 2) return whole;
  let stepwise: Batch = {};
  for (let i = 1; i < stages.length; i++) stepwise = composeBatches(stepwise, difference(stages[i - 1]!, stages[i]!));
  return batchCost(stepwise) < batchCost(whole) ? stepwise : whole;
}

export function composeBatches(first: Batch, second: Batch): Batch {
  const batch: Batch = { ...first };
  for (const field of Object.keys(second) as (keyof Batch)[]) {
    const ops = compose(first[field] ?? [], second[field] ?? []);
    if (ops.length) batch[field] = ops;
    else delete batch[field];
  }
  return batch;
}

function batchCost(batch: Batch): number {
  return cost(allOps(batch));
}

type Line = Node | Fragment | undefined;

function lineDifference(before: Line, after: Line): Op[] {
  if (before === after) return [];
  const list = new OpList();
  segmentDifference(Segment.ofLine(before), Segment.ofLine(after), list);
  return list.done();
}

function bodyDifference(before: readonly Leaf[], after: readonly Leaf[]): Op[] {
  const list = new OpList();
  const head = commonHead(before, after);
  const tail = commonTail(before, after, head);
  const [oldMiddle, newMiddle] = [before.slice(head, before.length - tail), after.slice(head, after.length - tail)];
  const first = before[head];
  list.retain(first ? first.flat : sizeOf(before));
  let [oldFrom, newFrom] = [0, 0];
  for (const [oldTo, newTo] of [...anchors(oldMiddle, newMiddle), [oldMiddle.length, newMiddle.length] as const]) {
    const oldPart = oldMiddle.slice(oldFrom, oldTo);
    const newPart = newMiddle.slice(newFrom, newTo);
    segmentDifference(Segment.ofLeaves(oldPart), Segment.ofLeaves(newPart), list);
    [oldFrom, newFrom] = [oldTo, newTo];
  }
  return list.done();
}

function sizeOf(leaves: readonly Leaf[]): number {
  const last = leaves.at(-1);
  return last ? last.flat + last.width + last.node.content.size : 0;
}

function sameLeaf(one: Leaf, other: Leaf): boolean {
  return one.node === other.node && one.path === other.path && one.width === other.width;
}

function commonHead(before: readonly Leaf[], after: readonly Leaf[]): number {
  const most = Math.min(before.length, after.length);
  let head = 0;
  while (head < most && sameLeaf(before[head]!, after[head]!)) head += 1;
  return head;
}

function commonTail(before: readonly Leaf[], after: readonly Leaf[], head: number): number {
  const most = Math.min(before.length, after.length) - head;
  let tail = 0;
  while (tail < most && sameLeaf(before[before.length - 1 - tail]!, after[after.length - 1 - tail]!)) tail += 1;
  return tail;
}

/**
 * Blocks that stayed themselves, as pairs of indexes in the same order on both sides. The text between two of them is
 * compared as one piece: comparing block by block would turn a split into words deleted and typed again.
 */
function anchors(before: readonly Leaf[], after: readonly Leaf[]): (readonly [number, number])[] {
  const old = uniqueIds(before);
  const pairs: (readonly [number, number])[] = [];
  for (const [key, newIndex] of uniqueIds(after)) {
    const oldIndex = old.get(key);
    if (oldIndex !== undefined) pairs.push([oldIndex, newIndex]);
  }
  return longestRising(pairs.sort((one, other) => one[1] - other[1]));
}

/** Where each id stands that stands there once. A head block and a marker are never the same. */
function uniqueIds(leaves: readonly Leaf[]): Map<string, number> {
  const places = new Map<string, number>();
  const double = new Set<string>();
  leaves.forEach(({ node, width }, index) => {
    if (node.attrs.id === null) return;
    const key = `${width}${node.attrs.id}`;
    if (places.has(key)) double.add(key);
    places.set(key, index);
  });
  for (const key of double) places.delete(key);
  return places;
}

/** The longest part of the pairs whose first numbers rise. */
function longestRising(pairs: (readonly [number, number])[]): (readonly [number, number])[] {
  const ends: number[] = [];
  const previous: number[] = [];
  pairs.forEach(([value], index) => {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (pairs[ends[middle]!]![0] < value) low = middle + 1;
      else high = middle;
    }
    previous[index] = low > 0 ? ends[low - 1]! : -1;
    ends[low] = index;
  });
  const chosen: (readonly [number, number])[] = [];
  for (let index = ends.at(-1) ?? -1; index >= 0; index = previous[index]!) chosen.push(pairs[index]!);
  return chosen.reverse();
}

interface Run {
  length: number;
  marker: Marker | null;
  /** What stands there in a line. */
  inline: Node | null;
}

/** A stretch of flat text that is compared as one piece. */
class Segment {
  text = '';
  readonly runs: Run[] = [];
  private readonly ids = new Map<number, string | null>();

  static ofLine(line: Line): Segment {
    const segment = new Segment();
    if (line) segment.addLine(line);
    return segment;
  }

  static ofLeaves(leaves: readonly Leaf[]): Segment {
    const segment = new Segment();
    for (const leaf of leaves) {
      if (leaf.width) segment.addMarker(markerOf(leaf));
      segment.addLine(leaf.node);
    }
    return segment;
  }

  private addMarker(marker: Marker) {
    this.ids.set(this.text.length, marker.id);
    this.text += MARKER;
    this.runs.push({ length: 1, marker, inline: null });
  }

  private addLine(line: Node | Fragment) {
    line.forEach((node) => {
      const text = inlineText(node);
      if (node.type === schema.nodes.fn) this.ids.set(this.text.length, node.attrs.id as string | null);
      this.text += text;
      this.runs.push({ length: text.length, marker: null, inline: node });
    });
  }

  /** Whether two units are the same: markers and footnotes are only when they are the same one's. */
  static same(one: Segment, at: number, other: Segment, to: number): boolean {
    const unit = one.text.charCodeAt(at);
    if (unit !== other.text.charCodeAt(to)) return false;
    if (unit !== 0xfffc && unit !== 0xfff9) return true;
    const [id, otherId] = [one.ids.get(at), other.ids.get(to)];
    return id === otherId && id !== null;
  }

  /** The runs between two offsets. */
  slice(from: number, to: number): { run: Run; from: number; length: number }[] {
    const parts = [];
    let start = 0;
    for (const run of this.runs) {
      const [low, high] = [Math.max(from, start), Math.min(to, start + run.length)];
      if (low < high) parts.push({ run, from: low, length: high - low });
      start += run.length;
      if (start >= to) break;
    }
    return parts;
  }
}

function segmentDifference(before: Segment, after: Segment, list: OpList) {
  const [oldEnd, newEnd] = [before.text.length, after.text.length];
  const head = samePrefix(before, after);
  const tail = sameSuffix(before, after, head);
  keep(before, 0, after, 0, head, list);
  list.delete(oldEnd - tail - head);
  for (const { run, from, length } of after.slice(head, newEnd - tail)) {
    list.insert(after.text.slice(from, from + length), attributesOf(run));
  }
  keep(before, oldEnd - tail, after, newEnd - tail, tail, list);
}

function samePrefix(before: Segment, after: Segment): number {
  const most = Math.min(before.text.length, after.text.length);
  let head = 0;
  while (head < most && Segment.same(before, head, after, head)) head += 1;
  return head > 0 && isHigh(before.text.charCodeAt(head - 1)) ? head - 1 : head;
}

function sameSuffix(before: Segment, after: Segment, head: number): number {
  const [oldEnd, newEnd] = [before.text.length, after.text.length];
  const most = Math.min(oldEnd, newEnd) - head;
  let tail = 0;
  while (tail < most && Segment.same(before, oldEnd - 1 - tail, after, newEnd - 1 - tail)) tail += 1;
  return tail > 0 && isLow(before.text.charCodeAt(oldEnd - tail)) ? tail - 1 : tail;
}

const isHigh = (unit: number) => (unit & 0xfc00) === 0xd800;
const isLow = (unit: number) => (unit & 0xfc00) === 0xdc00;

/** Retains what both have, with the changes of its attributes. */
function keep(before: Segment, oldFrom: number, after: Segment, newFrom: number, length: number, list: OpList) {
  const oldParts = before.slice(oldFrom, oldFrom + length);
  let index = 0;
  let used = 0;
  for (const { run, length: size } of after.slice(newFrom, newFrom + length)) {
    for (let left = size; left > 0; ) {
      const old = oldParts[index]!;
      const step = Math.min(left, old.length - used);
      list.retain(step, runChange(old.run, run));
      left -= step;
      used += step;
      if (used === old.length) [index, used] = [index + 1, 0];
    }
  }
}

function runChange(from: Run, to: Run): Attributes {
  const isSame = from.inline && to.inline && Mark.sameSet(from.inline.marks, to.inline.marks);
  return isSame ? {} : attributeChange(attributesOf(from), attributesOf(to));
}

function attributesOf({ marker, inline }: Run): Attributes {
  if (marker) return writeMarker(marker);
  return inline ? inlineAttributes(inline) : {};
}
