// Texts beside the body: the attribution of a pull quote, the text of a footnote, what a picture shows and who made it, each
// cell of a table.
// Each is a field with a name of its own, and so is the stash: what was cut and is kept.
//
// On the page an attribution stands behind its pull quote, the words of a picture behind that, the cells behind their table
// (`grid`), the footnotes stand at the
// foot, and under them the stash while it has words. A text whose block or footnote is not in the body shows nowhere; the
// document keeps it all the same (`unshown`), so that it is there when the block comes back, as it is on the desk. The
// rules are those of `manuscript::side` in Rust.

import type { Fragment, Node } from 'prosemirror-model';
import type { Kind } from './units';
import type { Field, Side } from './wire';

/** The node types that hold such texts. */
export type SideKind = 'by' | 'alt' | 'credit' | 'note' | 'cell' | 'stash';

/** What stands behind a block of a kind, in order; the cells of a table apart. */
const BESIDE: Partial<Record<Kind, readonly SideKind[]>> = { pull: ['by'], figure: ['alt', 'credit'] };

const NAMES: Record<SideKind, readonly [string, string]> = {
  note: ['note:', ''], by: ['pull:', ':by'], alt: ['fig:', ':alt'], credit: ['fig:', ':credit'], cell: ['cell:', ''], stash: ['stash', ''],
};

const SIDE_KINDS = Object.keys(NAMES) as SideKind[];

/** The kind and the name of the one text that belongs to nothing. */
export const STASH = 'stash';

const ID = /^[A-Za-z0-9_-]{1,64}$/;
/** What a cell is of: its table, its row and its column. */
const PLACE = /^[A-Za-z0-9_-]{1,64}(:[A-Za-z0-9_-]{1,64}){2}$/;

/** Texts that have any, by name. */
export type Sides = Map<Side, Fragment>;

/** What the document keeps of texts that show nowhere. */
export type Unshown = Partial<Record<Side, Fragment>>;

export function sideName(kind: SideKind, of: string): Side {
  if (kind === STASH) return STASH;
  const [before, after] = NAMES[kind];
  return `${before}${of}${after}` as Side;
}

/** What a name says; null when it is none of a text beside the body. */
export function readSideName(name: string): { kind: SideKind; of: string } | null {
  if (name === STASH) return { kind: STASH, of: '' };
  for (const kind of SIDE_KINDS) {
    const [before, after] = NAMES[kind];
    if (!name.startsWith(before) || !name.endsWith(after) || name.length <= before.length + after.length) continue;
    const of = name.slice(before.length, name.length - after.length);
    if ((kind === 'cell' ? PLACE : ID).test(of)) return { kind, of };
  }
  return null;
}

export function isSideField(field: string): field is Side {
  return readSideName(field) !== null;
}

export function isSide(node: Node): boolean {
  return node.type.name in NAMES;
}

/** Whether a text of this kind stands at the foot of the page, and not behind a block. */
export function isAtFoot(kind: string): boolean {
  return kind === 'note' || kind === STASH;
}

export function besideOf(kind: string): readonly SideKind[] {
  return BESIDE[kind as Kind] ?? [];
}

/** The texts that belong to a block or a footnote, by what their names end with. */
export function sidesBeside(sides: Sides, of: string): { name: Side; moved: (to: string) => Side }[] {
  return [...sides.keys()].flatMap((name) => {
    const read = readSideName(name);
    if (!read || read.kind === STASH) return [];
    const [owner, ...place] = read.of.split(':');
    return owner === of ? [{ name, moved: (to: string) => sideName(read.kind, [to, ...place].join(':')) }] : [];
  });
}

/** A text that shows. */
export interface ShownSide {
  kind: SideKind;
  name: Side;
  node: Node;
  /** The position before the node. */
  pos: number;
}

const known = new WeakMap<Node, readonly ShownSide[]>();

/** The texts beside the body that show, in the order of the page. */
export function shownSides(doc: Node): readonly ShownSide[] {
  let shown = known.get(doc);
  if (!shown) known.set(doc, (shown = findSides(doc)));
  return shown;
}

function findSides(doc: Node): ShownSide[] {
  const shown: ShownSide[] = [];
  const walk = (parent: Node, start: number) => {
    let pos = start;
    for (const node of parent.children) {
      if (isSide(node)) {
        const kind = node.type.name as SideKind;
        shown.push({ kind, name: sideName(kind, String(node.attrs.of)), node, pos });
      } else if (!node.isTextblock) walk(node, pos + 1);
      pos += node.nodeSize;
    }
  };
  walk(doc, 0);
  return shown;
}

export function unshownOf(doc: Node): Unshown {
  return doc.attrs.unshown as Unshown;
}

/** Every text beside the body that has any, shown or not. */
export function sidesOf(doc: Node, shown: readonly ShownSide[] = shownSides(doc)): Sides {
  const sides: Sides = new Map(Object.entries(unshownOf(doc)) as [Side, Fragment][]);
  for (const { name, node } of shown) if (node.content.size > 0 && !sides.has(name)) sides.set(name, node.content);
  return sides;
}

/** The field of a text that is on the page. */
export function fieldOfSide(node: Node): Field {
  return sideName(node.type.name as SideKind, String(node.attrs.of));
}

/** The ids of the footnotes of a line, in order. */
export function notesIn(line: Fragment | readonly Node[], into: Set<string> = new Set()): Set<string> {
  line.forEach((node: Node) => {
    if (node.type.name === 'fn' && node.attrs.id !== null) into.add(node.attrs.id as string);
  });
  return into;
}
