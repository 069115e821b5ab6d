// Flat text as a ProseMirror document, for any sequence of units whatever. Reading never writes.

import { Fragment, type Node } from 'prosemirror-model';
import { schema } from './schema';
import { HEAD_MARKER, readMarker, readMarks, readPath, type Container, type Marker } from './units';
import { ATOM, isInsert, MARKER, type Batch, type Field, type Op } from './wire';

/** A block that is being put together, not yet in its containers. */
export interface Block {
  marker: Marker;
  line: Node[];
  /** A node that already is what the marker and the line say. */
  whole?: Node;
}

/** The document that a batch of inserts makes from nothing. */
export function project(fields: Batch): Node {
  return buildDoc(projectLine(fields.headline), projectLine(fields.standfirst), projectBody(fields.body));
}

function projectLine(ops: Op[] = []): Node[] {
  return ops.filter(isInsert).flatMap((op) => readInline('headline', op.insert, readMarks(op.attributes)));
}

function projectBody(ops: Op[] = []): Block[] {
  const blocks: Block[] = [];
  for (const op of ops.filter(isInsert)) {
    for (const part of splitUnits('body', op.insert)) {
      if (part === MARKER) blocks.push({ marker: readMarker(op.attributes ?? {}), line: [] });
      else openBlock(blocks).line.push(...readInline('body', part, readMarks(op.attributes)));
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
export function readInline(field: Field, text: string, marks: ReturnType<typeof readMarks>): Node[] {
  const special = field === 'body' ? /(\uFFF9)/ : /([\uFFFC\uFFF9])/;
  return text
    .split(special)
    .filter(Boolean)
    .map((part) => (part === ATOM || part === MARKER ? schema.node('obj', { unit: part }) : schema.text(part, marks)));
}

export function buildDoc(headline: Node[], standfirst: Node[], body: Block[]): Node {
  return schema.node('doc', null, [
    schema.node('headline', null, Fragment.fromArray(headline)),
    schema.node('standfirst', null, Fragment.fromArray(standfirst)),
    ...nest(body),
  ]);
}

function leafOf({ marker, line, whole }: Block): Node {
  if (whole) return whole;
  const { id, bm, level } = marker;
  const attrs = level === null ? { id, bm } : { id, bm, level };
  return schema.node(marker.kind, attrs, Fragment.fromArray(line));
}

interface Open extends Container {
  children: Node[];
}

/** Puts blocks into the containers that consecutive ones share, as far as their paths agree from the left. */
function nest(blocks: Block[]): Node[] {
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
    (open.at(-1)?.children ?? top).push(leafOf(block));
  }
  close(0);
  return top;
}
