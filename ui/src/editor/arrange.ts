// Puts the texts beside the body where they belong after an edit: commands know nothing of them.
//
// A text goes where its block or footnote goes. One whose block or footnote is gone is kept out of sight, as the desk keeps it; a block or
// a footnote that comes back finds it again. One that an edit put where nothing has it, as an attribution where no pull quote is, becomes a paragraph.
// The stash stands under everything while it has words.

import { Fragment, type Node } from 'prosemirror-model';
import type { Transaction } from 'prosemirror-state';
import { bodyEnd, bodyStart, leavesOf, type Leaf } from './flatten';
import type { NewId } from './ids';
import { gridOf, type Lines } from './grid';
import { gridNodes } from './project';
import { schema } from './schema';
import { besideOf, isAtFoot, isSide, notesIn, shownSides, sideName, sidesOf, STASH, unshownOf, type ShownSide, type SideKind, type Unshown } from './sides';
import type { Attributes, Side } from './wire';

/** Gives each footnote an identity that no other has. A copy takes the text along. */
export function nameNotes(tr: Transaction, newId: NewId): boolean {
  const seen = new Set<string>();
  const unnamed: { pos: number; of: string | null }[] = [];
  for (const leaf of leavesOf(tr.doc)) {
    if (!hasNotes(leaf.node)) continue;
    leaf.node.forEach((node, offset) => {
      if (node.type !== schema.nodes.fn) return;
      const id = node.attrs.id as string | null;
      if (id === null || seen.has(id)) unnamed.push({ pos: leaf.pos + 1 + offset, of: id });
      else seen.add(id);
    });
  }
  const texts = unnamed.length > 0 ? sidesOf(tr.doc) : null;
  for (const { pos, of } of unnamed) {
    const id = newId();
    const text = of === null ? undefined : texts?.get(sideName('note', of));
    tr.setNodeAttribute(pos, 'id', id);
    if (text) tr.insert(tr.doc.content.size, schema.node('note', { of: id }, text));
  }
  return unnamed.length > 0;
}

const noted = new WeakMap<Node, boolean>();

function hasNotes(line: Node): boolean {
  let has = noted.get(line);
  if (has === undefined) noted.set(line, (has = line.children.some(({ type }) => type === schema.nodes.fn)));
  return has;
}

/** A text as it should stand. */
interface Wanted {
  kind: SideKind;
  of: string;
  name: Side;
  node: Node;
}

/** A stretch of the document that should hold these nodes. */
interface Place {
  from: number;
  to: number;
  nodes: Node[];
}

export function arrangeSides(tr: Transaction): boolean {
  const leaves = leavesOf(tr.doc);
  const shown = shownSides(tr.doc);
  const notes = new Set<string>();
  for (const { node } of leaves) if (hasNotes(node)) notesIn(node.content, notes);
  if (shown.length === 0 && notes.size === 0 && !leaves.some(({ node }) => ownsTexts(node))) return stow(tr, new Set());

  const arrange = new Arrangement(tr, shown);
  const places: Place[] = [];
  const inPlace = new Set<ShownSide>();
  for (const leaf of leaves) {
    if (leaf.node.type === schema.nodes.table) {
      const place = gridPlace(tr.doc, leaf, shown, arrange);
      for (const side of place.run) inPlace.add(side);
      places.push(place);
      continue;
    }
    const run = runAfter(shown, leaf);
    run.forEach((side) => inPlace.add(side));
    const wanted = besideOf(leaf.node.type.name).map((kind) => arrange.wanted(kind, String(leaf.node.attrs.id), run));
    places.push(placeOf(run, leaf.pos + leaf.node.nodeSize, wanted));
  }
  const end = bodyEnd(tr.doc);
  const foot = shown.filter(({ pos }) => pos >= end);
  foot.forEach((side) => inPlace.add(side));
  places.push(placeOf(foot, end, [...[...notes].map((id) => arrange.wanted('note', id, [])), ...arrange.stash()]));
  const others = shown.filter((side) => !inPlace.has(side));
  for (const run of runsOf(others.filter(({ kind }) => kind !== 'cell'))) places.push(placeOf(run, run[0]!.pos, []));
  places.push(...strayGrids(tr.doc, others));
  // Words that nothing claims stay where they were put.
  for (const place of places) {
    place.nodes.push(...arrange.strays(place));
    if (place.nodes.length === 0 && isAll(tr.doc, place)) place.nodes.push(schema.node('paragraph'));
  }
  if (leaves.length === 0) beginBody(places, bodyStart(tr.doc));

  const edits = places.filter((place) => !isSo(tr.doc, place)).sort((one, other) => other.from - one.from || other.to - one.to);
  for (const { from, to, nodes } of edits) tr.replaceWith(from, to, nodes);
  const stowed = stow(tr, arrange.claimed);
  return edits.length > 0 || stowed;
}

function ownsTexts(node: Node): boolean {
  return node.type === schema.nodes.table || besideOf(node.type.name).length > 0;
}

/** The cells of a table stand behind it in their rows. */
function gridPlace(doc: Node, leaf: Leaf, shown: readonly ShownSide[], arrange: Arrangement): Place & { run: ShownSide[] } {
  const from = leaf.pos + leaf.node.nodeSize;
  const behind = doc.nodeAt(from);
  const to = behind && behind.type === schema.nodes.grid ? from + behind.nodeSize : from;
  const run = shown.filter(({ pos }) => pos > from && pos < to);
  const { lines, bm, id } = leaf.node.attrs;
  const nodes = gridNodes(String(id), lines as Lines, bm as Attributes | null, (kind, of, attrs) => arrange.wanted(kind, of, run, attrs).node);
  return { from, to, nodes, run };
}

/** Cells that an edit has put where no table is before them go. */
function strayGrids(doc: Node, others: ShownSide[]): Place[] {
  const starts = new Set<number>();
  for (const { kind, pos } of others) {
    const $pos = doc.resolve(pos);
    if (kind === 'cell') starts.add($pos.before($pos.depth - 1));
  }
  return [...starts].map((from) => ({ from, to: from + doc.nodeAt(from)!.nodeSize, nodes: [] }));
}

/** The texts that follow a block directly. */
function runAfter(shown: readonly ShownSide[], leaf: Leaf): ShownSide[] {
  const run: ShownSide[] = [];
  let end = leaf.pos + leaf.node.nodeSize;
  for (const side of shown) {
    if (side.pos !== end || isAtFoot(side.kind)) continue;
    run.push(side);
    end += side.node.nodeSize;
  }
  return run;
}

/** Texts that stand directly behind each other. */
function runsOf(sides: ShownSide[]): ShownSide[][] {
  const runs: ShownSide[][] = [];
  for (const side of sides) {
    const last = runs.at(-1)?.at(-1);
    if (last && last.pos + last.node.nodeSize === side.pos) runs.at(-1)!.push(side);
    else runs.push([side]);
  }
  return runs;
}

/** Whether nothing else is in the container, which would be empty without it. */
function isAll(doc: Node, { from, to }: Place): boolean {
  const $from = doc.resolve(from);
  return $from.depth > 0 && from < to && from === $from.start() && to === $from.end();
}

/** A body has a block, if only an empty one. */
function beginBody(places: Place[], start: number) {
  if (places.some(({ nodes }) => nodes.some((node) => !isSide(node)))) return;
  const first = places.find(({ from }) => from === start);
  if (first) first.nodes.unshift(schema.node('paragraph'));
  else places.push({ from: start, to: start, nodes: [schema.node('paragraph')] });
}

function placeOf(run: ShownSide[], start: number, wanted: Wanted[]): Place {
  const last = run.at(-1);
  return { from: run[0]?.pos ?? start, to: last ? last.pos + last.node.nodeSize : start, nodes: wanted.map(({ node }) => node) };
}

function isSo(doc: Node, { from, to, nodes }: Place): boolean {
  return doc.slice(from, to).content.eq(Fragment.fromArray(nodes));
}

/** Finds what each text says, from where it is now and where it was. */
class Arrangement {
  /** Names of texts that show. */
  readonly claimed = new Set<Side>();
  private readonly own = new Map<Side, ShownSide>();
  private readonly taken = new Set<ShownSide>();
  private readonly before: ReturnType<typeof sidesOf>;
  private readonly shownBefore: Set<Side>;

  constructor(
    tr: Transaction,
    private readonly shown: readonly ShownSide[],
  ) {
    const shownBefore = shownSides(tr.before);
    this.before = sidesOf(tr.before, shownBefore);
    this.shownBefore = new Set(shownBefore.map(({ name }) => name));
    const byName = new Map<Side, ShownSide>();
    for (const side of shown) if (!byName.has(side.name)) byName.set(side.name, side);
    for (const name of leavesOf(tr.doc).flatMap(({ node }) => ownNames(node))) {
      // The text of this name, wherever an edit put it.
      const side = byName.get(name);
      if (!side) continue;
      this.own.set(name, side);
      this.taken.add(side);
    }
  }

  wanted(kind: SideKind, of: string, beside: ShownSide[], attrs: Node['attrs'] = {}): Wanted {
    const name = sideName(kind, of);
    this.claimed.add(name);
    const free = (side: ShownSide) => !this.taken.has(side) && side.kind === kind && placeOfCell(side.node.attrs.of) === placeOfCell(of);
    // Else one that came along with its block.
    const own = this.own.get(name) ?? (kind === 'note' ? this.shown.find((side) => free(side) && side.name === name) : beside.find(free));
    if (own) this.taken.add(own);
    const kept = this.shownBefore.has(name) ? undefined : this.before.get(name);
    const content = own ? own.node.content : (kept ?? Fragment.empty);
    const said = { ...attrs, of };
    const isSame = own && Object.entries(said).every(([key, value]) => own.node.attrs[key] === value);
    return { kind, of, name, node: isSame ? own.node : schema.node(kind, said, content) };
  }

  /** The stash as it should stand: not at all without words, and once where an edit has made several of it. */
  stash(): Wanted[] {
    const found = this.shown.filter(({ kind, node }) => kind === STASH && node.content.size > 0);
    const lines = found.flatMap(({ node }, index) => [...(index > 0 ? [schema.text('\n')] : []), ...node.content.content]);
    const node = found.length === 1 ? found[0]!.node : schema.node(STASH, { of: '' }, Fragment.fromArray(lines));
    return found.length > 0 ? [{ kind: STASH, of: '', name: STASH, node }] : [];
  }

  /** The words in a stretch that belong to nothing here and never did, as paragraphs. */
  strays({ from, to }: Place): Node[] {
    const here = this.shown.filter((side) => side.pos >= from && side.pos < to && !isAtFoot(side.kind) && !this.taken.has(side));
    return here
      .filter(({ node, name }) => node.content.size > 0 && (this.claimed.has(name) || !this.shownBefore.has(name)))
      .map(({ node }) => schema.node('paragraph', null, node.content));
  }
}

/** The names of the texts that belong to a block. */
function ownNames({ type, attrs }: Node): Side[] {
  if (type !== schema.nodes.table) return besideOf(type.name).map((kind) => sideName(kind, String(attrs.id)));
  const { rows, columns } = gridOf(attrs.lines as Lines, attrs.bm as Attributes | null);
  return rows.flatMap((row) => columns.map((column) => sideName('cell', `${attrs.id}:${row.id}:${column.id}`)));
}

/** The row and the column of a cell, whose table may not be known yet; nothing for any other text. */
function placeOfCell(of: unknown): string {
  const at = String(of).indexOf(':');
  return at < 0 ? '' : String(of).slice(at);
}

/** Keeps the texts that no longer show. */
function stow(tr: Transaction, claimed: Set<Side>): boolean {
  const unshown: Unshown = {};
  for (const [name, text] of sidesOf(tr.before)) if (!claimed.has(name) && name !== STASH) unshown[name] = text;
  const now = unshownOf(tr.doc);
  const names = Object.keys(unshown) as Side[];
  const isSame = names.length === Object.keys(now).length && names.every((name) => now[name]?.eq(unshown[name]!));
  if (!isSame) tr.setDocAttribute('unshown', unshown);
  return !isSame;
}
