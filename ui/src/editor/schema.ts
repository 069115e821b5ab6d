// What a story's text can be made of, for ProseMirror.
//
// Every block is a textblock, a rule too, so that any sequence of flat units is a document and no merge can put words
// where they cannot be shown. `id` is a block's identity in the shared text (null until the normaliser gives one),
// and `cid` names a container. `bm` holds what is suggested about the boundary that begins a block, and about its kind:
// the keys of its marker as `suggest/attributes` reads them, or null.
//
// Not here: the look. Not here either: rules about which words may stand where, beyond what the newsroom prints.

import { Schema, type DOMOutputSpec, type Mark, type MarkSpec, type Node, type NodeSpec } from 'prosemirror-model';
import { readLines, type Lines } from './grid';
import { readNote } from './suggest/attributes';
import type { Attributes } from './wire';

/** Addresses that a pasted link may have; anything else is pasted as plain words. */
const SAFE_ADDRESS = /^(https?:|mailto:|tel:|#|\/(?!\/))/i;

export function isSafeAddress(href: string): boolean {
  return SAFE_ADDRESS.test(href.trim());
}

const identity = { id: { default: null }, bm: { default: null } };

/** What the look needs to know of a block's `bm`. */
export function boundary({ attrs }: Node): Record<string, string> {
  if (attrs.bm === null) return {};
  const notes = Object.keys(attrs.bm as object).flatMap((key) => readNote(key) ?? []);
  const kinds = new Set(notes.map(({ kind }) => kind));
  const ids = notes.flatMap(({ kind, id }) => (kind === 'c' ? [] : [id]));
  return {
    'data-boundary': [...kinds].join(' '),
    ...(ids.length ? { 'data-suggestion': ids.join(' ') } : {}),
  };
}

const line = (dom: DOMOutputSpec): NodeSpec => ({
  content: 'words*',
  isolating: true,
  defining: true,
  // A newline is a hard break.
  whitespace: 'pre',
  toDOM: () => dom,
});

/** Each line runs as its first letter does. */
const dir = 'auto';

/** A text beside the body, `of` a block or a footnote; see `sides`. */
const side = (dom: DOMOutputSpec): NodeSpec => ({
  ...line(dom),
  selectable: false,
  // Without a default, so that no edit makes one by itself.
  attrs: { of: {} },
});

/** One that stands behind its block. */
const beside = (name: string): NodeSpec => ({
  ...side(['p', { class: name, dir }, 0]),
  group: 'beside',
  parseDOM: [{ tag: `p.${name}`, priority: 60, attrs: { of: null } }],
});

/** What a copied figure says of its picture. */
function pictureOf(dom: HTMLElement): { asset: string } | false {
  const asset = dom.getAttribute('data-picture') ?? '';
  return /^[0-9a-f]{64}$/.test(asset) && { asset };
}

/** What a copied table says of its rows and columns. */
function linesOf(dom: HTMLElement): { lines: Lines } | false {
  try {
    const said: unknown = JSON.parse(dom.getAttribute('data-lines') ?? '');
    return typeof said === 'object' && said !== null && { lines: readLines(said as Attributes) };
  } catch {
    return false;
  }
}

/** A copied cell knows its row and its column, and no longer its table. */
function cellOf(dom: HTMLElement): { of: string; head: boolean } | false {
  const place = /^[^:]*(:[A-Za-z0-9_-]+:[A-Za-z0-9_-]+)$/.exec(dom.getAttribute('data-cell') ?? '');
  return place !== null && { of: place[1]!, head: dom.tagName === 'TH' };
}

function cellAttributes({ of, head, said, sid }: Node['attrs']): Record<string, string> {
  return {
    dir,
    'data-cell': String(of),
    ...(head ? { scope: 'col' } : {}),
    ...(said === null ? {} : { 'data-said': String(said), 'data-suggestion': String(sid), 'aria-details': `suggestion-${sid}` }),
  };
}

const container = (content: string, tag: string, group?: string): NodeSpec => ({
  content,
  group,
  defining: true,
  attrs: { cid: { default: null } },
  parseDOM: [{ tag }],
  toDOM: () => [tag, 0],
});

const nodes: Record<string, NodeSpec> = {
  // Footnotes stand at the foot, the stash under them, which is the normaliser's affair: what is put behind one must have a place somewhere.
  doc: { content: 'headline standfirst (block | beside | note | stash)+', attrs: { unshown: { default: {} } } },
  headline: line(['h1', { 'data-field': 'headline', dir }, 0]),
  standfirst: line(['p', { 'data-field': 'standfirst', dir }, 0]),
  paragraph: {
    content: 'inline*',
    group: 'block',
    whitespace: 'pre',
    attrs: identity,
    parseDOM: [{ tag: 'p' }],
    toDOM: (node) => ['p', { dir, ...boundary(node) }, 0],
  },
  heading: {
    content: 'inline*',
    group: 'block',
    defining: true,
    whitespace: 'pre',
    attrs: { ...identity, level: { default: 2 } },
    parseDOM: [1, 2, 3, 4, 5, 6].map((n) => ({ tag: `h${n}`, attrs: { level: Math.min(4, Math.max(2, n)) } })),
    toDOM: (node) => [`h${node.attrs.level}`, { dir, ...boundary(node) }, 0],
  },
  pull: {
    content: 'inline*',
    group: 'block',
    defining: true,
    whitespace: 'pre',
    attrs: identity,
    parseDOM: [{ tag: 'aside.pull' }],
    toDOM: (node) => ['aside', { class: 'pull', dir, ...boundary(node) }, 0],
  },
  // Its text is the caption. No edit makes one by itself, for it would have no picture.
  figure: {
    content: 'inline*',
    group: 'block',
    defining: true,
    isolating: true,
    whitespace: 'pre',
    attrs: { ...identity, asset: {} },
    parseDOM: [{ tag: 'figure[data-picture]', contentElement: 'figcaption', getAttrs: (dom) => pictureOf(dom) }],
    toDOM: (node) => ['figure', { 'data-picture': String(node.attrs.asset), ...boundary(node) }, ['figcaption', { dir }, 0]],
  },
  // A table has no words of its own but those of its cells, which stand behind it as its `grid`; those that a merge left behind
  // its marker are shown and kept. No edit makes one by itself.
  table: {
    content: 'inline*',
    group: 'block',
    atom: true,
    isolating: true,
    whitespace: 'pre',
    attrs: { ...identity, lines: {} },
    parseDOM: [{ tag: 'div[data-lines]', contentElement: 'span', getAttrs: (dom) => linesOf(dom) }],
    toDOM: (node) => ['div', { class: node.content.size > 0 ? 'table' : 'table bare', contenteditable: 'false', 'data-lines': JSON.stringify(node.attrs.lines), ...boundary(node) }, ['span', 0]],
  },
  grid: {
    content: 'row+',
    group: 'beside',
    isolating: true,
    selectable: false,
    parseDOM: [{ tag: 'table[data-grid]' }],
    toDOM: () => ['table', { 'data-grid': '' }, ['tbody', 0]],
  },
  row: { content: 'cell+', isolating: true, selectable: false, parseDOM: [{ tag: 'tr', context: 'grid/' }], toDOM: () => ['tr', 0] },
  // `said` and `sid` are what is suggested about its row or its column.
  cell: {
    ...side(['td', 0]),
    // One that an edit made by itself is of nothing, and goes again.
    attrs: { of: { default: '' }, head: { default: false }, said: { default: null }, sid: { default: null } },
    parseDOM: [{ tag: 'td[data-cell], th[data-cell]', getAttrs: (dom) => cellOf(dom) }],
    toDOM: ({ attrs }) => [attrs.head ? 'th' : 'td', cellAttributes(attrs), 0],
  },
  // Something that a newer Stet made: kept as it is, and shown closed. No edit makes one.
  closed: {
    content: 'inline*',
    group: 'block',
    atom: true,
    isolating: true,
    whitespace: 'pre',
    attrs: { ...identity, kept: {} },
    toDOM: (node) => ['div', { class: 'closed', contenteditable: 'false', ...boundary(node) }, ['span', { dir }, 0]],
  },
  // A rule has no words of its own; those that a merge left behind it are shown and kept.
  hr: {
    content: 'inline*',
    group: 'block',
    atom: true,
    isolating: true,
    whitespace: 'pre',
    attrs: identity,
    parseDOM: [{ tag: 'div.rule', contentElement: 'span' }, { tag: 'hr' }],
    toDOM: (node) => ['div', { class: 'rule', contenteditable: 'false', ...boundary(node) }, ['hr'], ['span', 0]],
  },
  by: beside('by'),
  alt: beside('alt'),
  credit: beside('credit'),
  note: side(['div', { class: 'note', dir }, 0]),
  stash: side(['div', { class: 'stash', dir }, 0]),
  quote: container('(block | beside)+', 'blockquote', 'block'),
  ul: container('li+', 'ul', 'block'),
  // The start number of a list, when it is not 1, is part of its identity: `7-3@5`.
  ol: {
    ...container('li+', 'ol', 'block'),
    parseDOM: [{ tag: 'ol', getAttrs: (dom) => ({ cid: startSuffix((dom as HTMLOListElement).start) || null }) }],
    toDOM: (node) => {
      const start = startOf(node);
      return start === 1 ? ['ol', 0] : ['ol', { start: String(start) }, 0];
    },
  },
  li: container('(block | beside)+', 'li'),
  text: { group: 'inline words' },
  // A footnote. Its text is the `note` of its id.
  fn: {
    group: 'inline',
    inline: true,
    atom: true,
    attrs: { id: { default: null } },
    parseDOM: [{ tag: 'sup[data-note]', getAttrs: (dom) => ({ id: dom.getAttribute('data-note') || null }) }],
    toDOM: (node) => ['sup', { class: 'fn', 'data-note': String(node.attrs.id ?? '') }],
    leafText: () => '\uFFF9',
  },
  // Something inside a line that this version does not know: kept, shown as a mark, never read from pasted HTML.
  obj: {
    group: 'inline words',
    inline: true,
    atom: true,
    attrs: { unit: {} },
    toDOM: () => ['span', { class: 'unknown', contenteditable: 'false' }],
    leafText: (node) => node.attrs.unit as string,
  },
};

/** Something about words that is not part of what is printed. Several may lie on one word; none is read from pasted HTML. */
const note = (toDOM: MarkSpec['toDOM'], attrs: MarkSpec['attrs'] = {}): MarkSpec => ({
  attrs: { id: {}, ...attrs },
  excludes: '',
  inclusive: false,
  toDOM,
});

/** Which suggestion it is. The page around the text says about it, under this id, who made it and when; a comment's likewise. */
const suggestedBy = ({ attrs }: Mark) => ({ 'data-suggestion': String(attrs.id), 'aria-details': `suggestion-${attrs.id}` });

const marks: Record<string, MarkSpec> = {
  ins: note((mark) => ['ins', { class: 'suggested', ...suggestedBy(mark) }, 0]),
  del: note((mark) => ['del', { class: 'suggested', ...suggestedBy(mark) }, 0]),
  // `change` is the value of the key as the desk stores it: what changes, each with old and new.
  fmt: note((mark) => ['span', { class: 'suggested format', ...suggestedBy(mark) }, 0], { change: {} }),
  c: note(({ attrs }) => ['span', { class: 'commented', 'data-comment': String(attrs.id), 'aria-details': `comment-${attrs.id}` }, 0]),
  link: {
    attrs: { href: {} },
    inclusive: false,
    parseDOM: [
      {
        tag: 'a[href]',
        getAttrs: (dom) => {
          const href = dom.getAttribute('href') ?? '';
          return isSafeAddress(href) ? { href } : false;
        },
      },
    ],
    toDOM: (mark) => {
      const href = String(mark.attrs.href);
      return ['a', isSafeAddress(href) ? { href, rel: 'noopener noreferrer' } : { 'data-href': href }, 0];
    },
  },
  strong: {
    parseDOM: [
      { tag: 'strong' },
      // Office suites wrap whole pastes in <b style="font-weight:normal">.
      { tag: 'b', getAttrs: (dom) => (dom.style.fontWeight === 'normal' ? false : null) },
      { style: 'font-weight', getAttrs: (value) => (/^(bold(er)?|[6-9]\d\d)$/.test(value) ? null : false) },
    ],
    toDOM: () => ['strong', 0],
  },
  em: {
    parseDOM: [{ tag: 'em' }, { tag: 'i' }, { style: 'font-style=italic' }],
    toDOM: () => ['em', 0],
  },
  code: { parseDOM: [{ tag: 'code' }], toDOM: () => ['code', { spellcheck: 'false' }, 0] },
};

export const schema = new Schema({ nodes, marks });

/** Whether a node is a block of the body: something that holds words and has an identity. */
export function isLeaf(node: Node): boolean {
  return node.isTextblock && 'id' in node.attrs;
}

/** The first number of a numbered list. */
export function startOf(list: Node): number {
  const found = /@(\d+)$/.exec(String(list.attrs.cid ?? ''));
  return found ? Number(found[1]) : 1;
}

/** What a numbered list's cid ends with. */
export function startSuffix(start: number): string {
  return Number.isSafeInteger(start) && start >= 0 && start !== 1 ? `@${start}` : '';
}
