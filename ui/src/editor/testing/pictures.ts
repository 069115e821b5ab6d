// Documents as small pictures, for tests with a before and an after.
//
// One block a line: `p words`, `h2 words`, `pull words`, `hr`, inside containers `ul:a li:b p words`. Before it the id, as
// in `1-1 | p words`; without, the head block. `_` is the caret, `*strong*` and `~em~` are marks.

import { EditorState, TextSelection } from 'prosemirror-state';
import type { Node } from 'prosemirror-model';
import { flatten, leavesOf } from '../flatten';
import { project } from '../project';
import { readPath } from '../units';
import { MARKER, type Attributes, type Insert } from '../wire';

const KINDS: Record<string, Attributes> = {
  p: {},
  h2: { 'b:type': 'heading', 'b:level': 2 },
  h3: { 'b:type': 'heading', 'b:level': 3 },
  h4: { 'b:type': 'heading', 'b:level': 4 },
  pull: { 'b:type': 'pull' },
  hr: { 'b:type': 'hr' },
};

/** A state with this body. The caret stands at `_`. */
export function stateOf(picture: string[], headline = '', standfirst = ''): EditorState {
  const body = picture.flatMap(readBlock);
  const doc = project({ headline: words(headline), standfirst: words(standfirst), body });
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
  return id ? [{ insert: MARKER, attributes: { 'b:id': id, ...attributes } }, ...text] : text;
}

function words(text: string): Insert[] {
  return text
    .split(/(\*[^*]*\*|~[^~]*~)/)
    .filter(Boolean)
    .map((part): Insert => {
      if (part.startsWith('*')) return { insert: part.slice(1, -1), attributes: { strong: true } };
      return part.startsWith('~') ? { insert: part.slice(1, -1), attributes: { em: true } } : { insert: part };
    });
}

/** The body of a document, drawn. */
export function draw(doc: Node): string[] {
  return leavesOf(doc).map(({ node, path, width }) => {
    const name = node.type.name === 'heading' ? `h${node.attrs.level}` : node.type.name === 'paragraph' ? 'p' : node.type.name;
    const around = readPath(path).map(({ kind, cid }) => `${kind}:${cid}`);
    const text = node.children.map(drawInline).join('');
    const block = [...around, name, ...(text ? [text] : [])].join(' ');
    return width ? `${node.attrs.id} | ${block}` : block;
  });
}

function drawInline(node: Node): string {
  const text = node.text ?? '?';
  const names = node.marks.map((mark) => mark.type.name);
  return names.includes('strong') ? `*${text}*` : names.includes('em') ? `~${text}~` : text;
}

export function drawLine(doc: Node, field: 'headline' | 'standfirst'): string {
  return (flatten(doc)[field] ?? []).map((op) => ('insert' in op ? op.insert : '')).join('');
}
