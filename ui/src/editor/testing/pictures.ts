// Documents as small pictures, for tests with a before and an after.
//
// One block a line: `p words`, `h2 words`, `pull words`, `fig caption`, `hr`, inside containers `ul:a li:b p words`. Before it the id, as
// in `1-1 | p words`; without, the head block. `_` is the caret, `*strong*` and `~em~` are marks, `{9-1}` a footnote. Texts
// beside the body stand last, by their names, as in `pull:1-1:by = words`; what shows nowhere is in brackets.

import { EditorState, TextSelection } from 'prosemirror-state';
import type { Node } from 'prosemirror-model';
import { flatten, leavesOf, type Leaf } from '../flatten';
import { project } from '../project';
import { sidesOf, unshownOf } from '../sides';
import { readPath, writeMarks } from '../units';
import { ATOM, MARKER, type Attributes, type Batch, type Insert, type Side } from '../wire';

/** The picture of every figure that is drawn. */
export const PICTURE = '0f'.repeat(32);

const KINDS: Record<string, Attributes> = {
  p: {},
  h2: { 'b:type': 'heading', 'b:level': 2 },
  h3: { 'b:type': 'heading', 'b:level': 3 },
  h4: { 'b:type': 'heading', 'b:level': 4 },
  pull: { 'b:type': 'pull' },
  fig: { 'b:type': 'figure', 'b:asset': PICTURE },
  hr: { 'b:type': 'hr' },
};

/** A state with this body. The caret stands at `_`. */
export function stateOf(picture: string[], headline = '', standfirst = ''): EditorState {
  const fields: Batch = { headline: words(headline), standfirst: words(standfirst), body: [] };
  for (const line of picture) {
    const [, name, text] = /^(\S+) = ([^]*)$/.exec(line) ?? [];
    if (name) fields[name as Side] = words(text!);
    else fields.body!.push(...readBlock(line));
  }
  const doc = project(fields);
  let caret = -1;
  doc.descendants((node, pos) => {
    if (node.isText && node.text!.includes('_')) caret = pos + node.text!.indexOf('_');
  });
  const state = EditorState.create({ doc });
  if (caret < 0) return state;
  const tr = state.tr.delete(caret, caret + 1);
  return state.apply(tr.setSelection(TextSelection.create(tr.doc, caret)));
}

function readBlock(line: string): Insert[] {
  const [, id, rest] = /^(?:(\S+) \| )?([^]*)$/.exec(line)!;
  const tokens = rest!.split(' ');
  const at = tokens.findIndex((token) => token in KINDS);
  const path = tokens.slice(0, at);
  const attributes: Attributes = { ...KINDS[tokens[at]!], ...(path.length ? { 'b:p': JSON.stringify(path) } : {}) };
  const text = words(tokens.slice(at + 1).join(' '));
  if (!id) return text;
  const [, own, notes] = /^(\w+-\d+)(.*)$/.exec(id)!;
  return [{ insert: MARKER, attributes: { 'b:id': own!, ...attributes, ...noted(notes!, '{"b:type":[null,"heading"]}') } }, ...text];
}

function words(text: string): Insert[] {
  return text.split(/(\[[^\]]*\])/).filter(Boolean).flatMap((part): Insert[] => {
    const [, notes, inner] = /^\[((?:[+~-][\w]+-\d+)+):([^]*)\]$/.exec(part) ?? [];
    return notes ? marked(inner!, noted(notes)) : marked(part, {});
  });
}

function marked(text: string, notes: Attributes): Insert[] {
  return text
    .split(/(\*[^*]*\*|~[^~]*~|\{[^}]*\})/)
    .filter(Boolean)
    .map((part): Insert => {
      if (part.startsWith('{')) return { insert: ATOM, attributes: { a: `{"t":"fn","id":"${part.slice(1, -1)}"}`, ...notes } };
      const look: Attributes = part.startsWith('*') ? { strong: true } : part.startsWith('~') ? { em: true } : {};
      const attributes = { ...look, ...notes };
      return { insert: Object.keys(look).length ? part.slice(1, -1) : part, ...(Object.keys(attributes).length ? { attributes } : {}) };
    });
}

const SIGNS: Record<string, string> = { '+': 'ins', '-': 'del', '~': 'fmt' };

/** In a picture a suggested look is strong words, or a heading. */
function noted(notes: string, look = '{"strong":[null,true]}'): Attributes {
  const found = [...notes.matchAll(/([+~-])(\w+-\d+)/g)];
  return Object.fromEntries(found.map(([, sign, id]) => [`${SIGNS[sign!]}:${id}`, sign === '~' ? look : true]));
}

/** The body of a document and the texts beside it that have words, drawn. */
export function draw(doc: Node): string[] {
  const stash = unshownOf(doc);
  const sides = [...sidesOf(doc)].sort(([one], [other]) => (one < other ? -1 : 1));
  const beside = sides.map(([name, line]) => {
    const text = `${name} = ${line.content.map(drawInline).join('')}`;
    return name in stash ? `(${text})` : text;
  });
  return [...drawBody(doc), ...beside];
}

function drawBody(doc: Node): string[] {
  return leavesOf(doc).map((leaf) => {
    const block = drawBlock(leaf, leaf.node.children.map(drawInline).join(''));
    return leaf.width ? `${leaf.node.attrs.id} | ${block}` : block;
  });
}

function drawBlock({ node, path }: Leaf, text: string): string {
  const name = node.type.name === 'heading' ? `h${node.attrs.level}` : ({ paragraph: 'p', figure: 'fig' }[node.type.name] ?? node.type.name);
  const around = readPath(path).map(({ kind, cid }) => `${kind}:${cid}`);
  return [...around, name, ...(text ? [text] : [])].join(' ');
}

function drawInline(node: Node): string {
  const text = node.type.name === 'fn' ? `{${node.attrs.id}}` : (node.text ?? '?');
  const names = node.marks.map((mark) => mark.type.name);
  return names.includes('strong') ? `*${text}*` : names.includes('em') ? `~${text}~` : text;
}

/** The body of a state with what is suggested in it, and its caret. */
export function drawSuggested({ doc, selection }: EditorState): string[] {
  return leavesOf(doc).map((leaf) => {
    const { node, width, pos } = leaf;
    const block = drawBlock(leaf, drawWords(node, pos + 1, selection.to));
    return width ? `${node.attrs.id}${signs((node.attrs.bm as Attributes | null) ?? {})} | ${block}` : block;
  });
}

function drawWords(line: Node, start: number, caret: number): string {
  let drawn = '';
  let from = start;
  line.forEach((node) => {
    for (const part of caret > from && caret < from + node.nodeSize ? [node.cut(0, caret - from), node.cut(caret - from)] : [node]) {
      if (from === caret) drawn += '_';
      const notes = signs(writeMarks(part.marks));
      drawn += notes ? `[${notes}:${drawInline(part)}]` : drawInline(part);
      from += part.nodeSize;
    }
  });
  return from === caret ? `${drawn}_` : drawn;
}

function signs(attributes: Attributes): string {
  return Object.keys(attributes).sort().flatMap((key) => {
    const [, kind, id] = /^(ins|del|fmt):(.+)$/.exec(key) ?? [];
    return kind ? [`${{ ins: '+', del: '-', fmt: '~' }[kind]}${id}`] : [];
  }).sort().join('');
}

export function drawLine(doc: Node, field: 'headline' | 'standfirst'): string {
  return (flatten(doc)[field] ?? []).map((op) => ('insert' in op ? op.insert : '')).join('');
}
