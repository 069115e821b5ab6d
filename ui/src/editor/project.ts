// Flat text as a ProseMirror document, for any sequence of units whatever. Reading never writes.

import { Fragment, type Node } from 'prosemirror-model';
import { gridOf, type GridLine, type Lines } from './grid';
import { schema } from './schema';
import { besideOf, isSideField, notesIn, sideName, STASH, type SideKind, type Sides, type Unshown } from './sides';
import { HEAD_MARKER, notesAmong, readMarker, readMarks, readNoteId, readPath, type Container, type Marker } from './units';
import { ATOM, isInsert, MARKER, type Attributes, type Batch, type Field, type Op, type Side } from './wire';

/** A block that is being put together, not yet in its containers. */
export interface Block {
  marker: Marker;
  line: Node[];
  /** A node that already is what the marker and the line say. */
  whole?: Node;
}

/** The document that a batch of inserts makes from nothing. */
export function project(fields: Batch): Node {
  const sides: Sides = new Map();
  for (const name of Object.keys(fields)) {
    const line = isSideField(name) ? projectLine(fields[name]) : [];
    if (line.length > 0) sides.set(name as Side, Fragment.fromArray(line));
  }
  return buildDoc(projectLine(fields.headline), projectLine(fields.standfirst), projectBody(fields.body), sides);
}

function projectLine(ops: Op[] = []): Node[] {
  return ops.filter(isInsert).flatMap((op) => readInline('headline', op.insert, op.attributes));
}

function projectBody(ops: Op[] = []): Block[] {
  const blocks: Block[] = [];
  for (const op of ops.filter(isInsert)) {
    for (const part of splitUnits('body', op.insert)) {
      if (part === MARKER) blocks.push({ marker: readMarker(op.attributes ?? {}), line: [] });
      else openBlock(blocks).line.push(...readInline('body', part, op.attributes));
    }
  }
  if (blocks.length === 0) openBlock(blocks);
  return blocks;
}

/** The block that words go to now; words before the first marker go to the head block. */
export function openBlock(blocks: Block[]): Block {
  if (blocks.length === 0) blocks.push({ marker: HEAD_MARKER, line: [] });
  return blocks[blocks.length - 1]!;
}

/** Text cut into single special units and stretches without them. */
export function splitUnits(field: Field, text: string): string[] {
  return field === 'body' ? text.split(/(\uFFFC)/).filter(Boolean) : [text];
}

/** Words and objects of a line. */
export function readInline(field: Field, text: string, attributes?: Attributes): Node[] {
  const marks = readMarks(attributes);
  const note = field === 'body' ? readNoteId(attributes?.a) : null;
  const object = (unit: string) => (note !== null && unit === ATOM ? schema.node('fn', { id: note }, undefined, notesAmong(marks)) : schema.node('obj', { unit }));
  const special = field === 'body' ? /(\uFFF9)/ : /([\uFFFC\uFFF9])/;
  return text
    .split(special)
    .filter(Boolean)
    .map((part) => (part === ATOM || part === MARKER ? object(part) : schema.text(part, marks)));
}

/** `same` gives a node that already says a text beside the body. */
export function buildDoc(headline: Node[], standfirst: Node[], body: Block[], sides: Sides, same?: (name: Side) => Node | undefined): Node {
  const left = new Map(sides);
  const show: Show = (kind, of, attrs) => {
    const name = sideName(kind, of);
    const line = sides.get(name) ?? Fragment.empty;
    left.delete(name);
    const old = same?.(name);
    const isSame = old?.content.eq(line) && Object.entries(attrs ?? {}).every(([key, value]) => old.attrs[key] === value);
    return old && isSame ? old : schema.node(kind, { ...attrs, of }, line);
  };
  const blocks = nest(body, show);
  const notes = new Set<string>();
  for (const block of body) notesIn(block.whole?.content ?? block.line, notes);
  const foot = [...notes].map((id) => show('note', id));
  if (sides.has(STASH)) foot.push(show(STASH, ''));
  return schema.node('doc', { unshown: Object.fromEntries(left) as Unshown }, [
    schema.node('headline', null, Fragment.fromArray(headline)),
    schema.node('standfirst', null, Fragment.fromArray(standfirst)),
    ...blocks,
    ...foot,
  ]);
}

function leafOf({ marker, line, whole }: Block): Node {
  if (whole) return whole;
  const { id, bm, level, asset, lines, kept } = marker;
  const attrs = { id, bm, ...(level === null ? {} : { level }), ...(asset === null ? {} : { asset }), ...(lines === null ? {} : { lines }), ...(kept === null ? {} : { kept }) };
  return schema.node(marker.kind, attrs, Fragment.fromArray(line));
}

/** Makes the node of a text beside the body. */
export type Show = (kind: SideKind, of: string, attrs?: Node['attrs']) => Node;

/** What stands behind a block. */
function behind({ kind, lines, bm }: Marker, id: string, show: Show): Node[] {
  return lines ? gridNodes(id, lines, bm, show) : besideOf(kind).map((side) => show(side, id));
}

/** The cells of a table in their rows; nothing while it has none. */
export function gridNodes(id: string, lines: Lines, bm: Attributes | null, show: Show): Node[] {
  const { rows, columns } = gridOf(lines, bm);
  if (rows.length === 0 || columns.length === 0) return [];
  const cells = (row: GridLine, head: boolean) =>
    columns.map((column) => {
      // What becomes of the whole row becomes of the cell.
      const { said, sid } = row.said === null ? column : row;
      return show('cell', `${id}:${row.id}:${column.id}`, { head, said, sid });
    });
  return [schema.node('grid', null, rows.map((row, at) => schema.node('row', null, cells(row, at === 0))))];
}

interface Open extends Container {
  children: Node[];
}

/** Puts blocks into the containers that consecutive ones share, as far as their paths agree from the left. */
function nest(blocks: Block[], show: Show): Node[] {
  const top: Node[] = [];
  const open: Open[] = [];
  let path: string | null = null;
  const close = (keep: number) => {
    while (open.length > keep) {
      const { kind, cid, children } = open.pop()!;
      (open.at(-1)?.children ?? top).push(schema.node(kind, { cid }, children));
    }
  };
  for (const block of blocks) {
    if (block.marker.path !== path) {
      path = block.marker.path;
      const tokens = readPath(path);
      const differs = tokens.findIndex((token, i) => token.kind !== open[i]?.kind || token.cid !== open[i]?.cid);
      const shared = differs < 0 ? tokens.length : differs;
      close(shared);
      open.push(...tokens.slice(shared).map((token) => ({ ...token, children: [] })));
    }
    const { id } = block.marker;
    (open.at(-1)?.children ?? top).push(leafOf(block), ...(id === null ? [] : behind(block.marker, id, show)));
  }
  close(0);
  return top;
}
