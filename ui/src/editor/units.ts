// What one unit of flat text means: marks on words, and what a marker says about its block.
//
// The reading rules are those of `manuscript::flat` in Rust, letter by letter: both sides must read any sequence of
// units, however a merge mixed it, as the same blocks.

import { Mark, type Node } from 'prosemirror-model';
import { schema } from './schema';
import { isLineKey, readLines, type Lines } from './grid';
import { soundNote } from './suggest/attributes';
import { ATOM, HEAD, type Attributes, type AttributeValue } from './wire';

/** `closed` is what a newer Stet made: its words show, and nobody edits them here. */
export type Kind = 'paragraph' | 'heading' | 'pull' | 'figure' | 'table' | 'hr' | 'closed';
export type ContainerKind = 'quote' | 'ul' | 'ol' | 'li';

/** What a block is and where it stands; the same facts as the attributes of its marker. */
export interface Marker {
  /** `^` for the head block, which has no marker; null when the marker has no usable id. */
  id: string | null;
  kind: Kind;
  /** 2 to 4 for a heading, else null. */
  level: number | null;
  /** The picture of a figure, by its hash; else null. */
  asset: string | null;
  /** The rows and columns of a table: their keys, each with its rank; null for any other block. */
  lines: Lines | null;
  /** What a newer Stet says of its block, letter by letter; null for a block that is known here. */
  kept: Attributes | null;
  /** The containers around it as a JSON list of `kind:cid`, outermost first; empty at the top level. */
  path: string;
  /** What is suggested about the boundary and the kind, and the comments on it: keys as on words; null for nothing. */
  bm: Attributes | null;
}

/** How many containers a block may be inside of; a list and its item are two. */
export const DEEPEST = 32;

export const HEAD_MARKER: Marker = { id: HEAD, kind: 'paragraph', level: null, asset: null, lines: null, kept: null, path: '', bm: null };

export function readMarker(attributes: Attributes): Marker {
  const type = attributes['b:type'];
  const asset = type === 'figure' ? readAsset(attributes['b:asset']) : null;
  const kept = readKept(attributes);
  const isKind = type === 'heading' || type === 'pull' || type === 'table' || type === 'hr' || (type === 'figure' && asset !== null);
  const kind = kept ? 'closed' : isKind ? type : 'paragraph';
  const id = attributes['b:id'];
  return {
    id: typeof id === 'string' && id !== '' && id !== HEAD ? id : null,
    kind,
    level: kind === 'heading' ? readLevel(attributes['b:level']) : null,
    asset: kept ? null : asset,
    kept,
    lines: kind === 'table' ? readLines(attributes) : null,
    path: writePath(readPath(attributes['b:p'])),
    bm: readNotes(attributes),
  };
}

const KNOWN_KEYS = ['b:id', 'b:type', 'b:level', 'b:asset', 'b:p'];
const KNOWN_TYPES = ['paragraph', 'heading', 'pull', 'figure', 'table', 'hr'];

/** What a marker says that this version cannot read: a type that it does not know, or more of a table or a figure than it knows. */
function readKept(attributes: Attributes): Attributes | null {
  const type = attributes['b:type'];
  if (typeof type !== 'string') return null;
  const keys = Object.keys(attributes).filter((key) => key.startsWith('b:') && attributes[key] !== null);
  const isNew = (key: string) => !KNOWN_KEYS.includes(key) && !isLineKey(key);
  const isKnown = KNOWN_TYPES.includes(type) && !((type === 'figure' || type === 'table') && keys.some(isNew));
  if (isKnown) return null;
  return Object.fromEntries(keys.filter((key) => key !== 'b:id' && key !== 'b:p').sort().map((key) => [key, attributes[key]!]));
}

function readNotes(attributes: Attributes): Attributes | null {
  const keys = Object.keys(attributes).filter((key) => soundNote(key, attributes[key])).sort();
  return keys.length ? Object.fromEntries(keys.map((key) => [key, attributes[key]!])) : null;
}

function readLevel(value: AttributeValue | undefined): number {
  return value === 3 || value === 4 ? value : 2;
}

/** The hash of a picture; null for anything else. It has one spelling only. */
function readAsset(value: AttributeValue | undefined): string | null {
  return typeof value === 'string' && /^[0-9a-f]{64}$/.test(value) ? value : null;
}

/** All attributes of a marker as they are inserted. */
export function writeMarker(marker: Marker): Attributes {
  const attributes: Attributes = {};
  if (marker.id !== null) attributes['b:id'] = marker.id;
  if (marker.kept) Object.assign(attributes, marker.kept);
  else if (marker.kind !== 'paragraph') attributes['b:type'] = marker.kind;
  if (marker.level !== null) attributes['b:level'] = marker.level;
  if (marker.asset !== null) attributes['b:asset'] = marker.asset;
  if (marker.lines !== null) Object.assign(attributes, marker.lines);
  if (marker.path !== '') attributes['b:p'] = marker.path;
  return marker.bm ? { ...attributes, ...marker.bm } : attributes;
}

/** A token of a path. */
export interface Container {
  kind: ContainerKind;
  cid: string;
}

/** Reads `b:p`, skipping what makes no sense. */
export function readPath(value: AttributeValue | undefined): Container[] {
  const kept: Container[] = [];
  for (const token of tokens(value)) {
    if (kept.length === DEEPEST) break;
    const inList = isList(kept.at(-1));
    if (token.kind === 'li' && !inList) continue;
    if (token.kind !== 'li' && inList) kept.pop();
    kept.push(token);
  }
  if (isList(kept.at(-1))) kept.pop();
  return kept;
}

function isList(container: Container | undefined): boolean {
  return container?.kind === 'ul' || container?.kind === 'ol';
}

function tokens(value: AttributeValue | undefined): Container[] {
  if (typeof value !== 'string' || value === '') return [];
  let list: unknown;
  try {
    list = JSON.parse(value);
  } catch {
    return [];
  }
  return Array.isArray(list) ? list.flatMap((token) => readToken(token)) : [];
}

function readToken(token: unknown): Container[] {
  const [, kind, cid] = (typeof token === 'string' && /^(quote|ul|ol|li):([^]+)$/.exec(token)) || [];
  return kind && cid ? [{ kind: kind as ContainerKind, cid }] : [];
}

export function writePath(path: Container[]): string {
  return path.length === 0 ? '' : JSON.stringify(path.map(({ kind, cid }) => `${kind}:${cid}`));
}

/** The marks that these attributes put on words. Several of one kind stand in the order of their keys. */
export function readMarks(attributes: Attributes | undefined): readonly Mark[] {
  if (!attributes) return Mark.none;
  return Mark.setFrom(Object.keys(attributes).sort().flatMap((key) => readMark(key, attributes[key]!)));
}

function readMark(key: string, value: AttributeValue): Mark[] {
  if (key === 'code' || key === 'em' || key === 'strong') return value === true ? [schema.mark(key)] : [];
  if (key === 'link') return typeof value === 'string' ? [schema.mark('link', { href: value })] : [];
  const note = soundNote(key, value);
  if (!note) return [];
  return [schema.mark(note.kind, note.kind === 'fmt' ? { id: note.id, change: value } : { id: note.id })];
}

export function writeMarks(marks: readonly Mark[]): Attributes {
  const attributes: Attributes = {};
  for (const { type, attrs } of marks) {
    if (type.name === 'link') attributes.link = String(attrs.href);
    else if (type.name === 'fmt') attributes[`fmt:${attrs.id}`] = String(attrs.change);
    else attributes['id' in attrs ? `${type.name}:${attrs.id}` : type.name] = true;
  }
  return attributes;
}

/** What may be said about something inside a line that has no look: what is suggested about it, and the comments on it. */
export function notesAmong(marks: readonly Mark[]): Mark[] {
  return marks.filter(({ type }) => type.spec.attrs?.id !== undefined);
}

/** What turns one set of attributes into another; null where something goes. */
export function attributeChange(from: Attributes, to: Attributes): Attributes {
  const change: Attributes = {};
  for (const key of Object.keys(from)) if (!(key in to)) change[key] = null;
  for (const [key, value] of Object.entries(to)) if (from[key] !== value) change[key] = value;
  return change;
}

export function changed(attributes: Attributes, change: Attributes): Attributes {
  const merged = { ...attributes, ...change };
  for (const [key, value] of Object.entries(change)) if (value === null) delete merged[key];
  return merged;
}

/** The id of the footnote that an object with this `a` is; null for any other object. It has one spelling only. */
export function readNoteId(value: AttributeValue | undefined): string | null {
  const found = typeof value === 'string' ? /^\{"t":"fn","id":"([A-Za-z0-9_-]{1,64})"\}$/.exec(value) : null;
  return found ? found[1]! : null;
}

/** The flat text of something inside a line. */
export function inlineText(node: Node): string {
  if (node.isText) return node.text ?? '';
  return node.type === schema.nodes.fn ? ATOM : String(node.attrs.unit);
}

/** The attributes of something inside a line, as it is inserted. */
export function inlineAttributes(node: Node): Attributes {
  const marks = writeMarks(node.marks);
  return node.type === schema.nodes.fn ? { a: noteAttribute(String(node.attrs.id)), ...marks } : marks;
}

/** The `a` of a footnote. */
export function noteAttribute(id: string): string {
  return `{"t":"fn","id":"${id}"}`;
}
