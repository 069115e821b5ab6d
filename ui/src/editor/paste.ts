// What may come in through the clipboard: words and what the schema knows, nothing else.

import { DOMParser, DOMSerializer, Fragment, Mark, Slice, type Node, type ParseOptions } from 'prosemirror-model';
import { schema } from './schema';

// Stands for a line break while pasted HTML is read, where a newline would be taken for white space.
const BREAK = '\u2028';
const STRAY = /[\uFFFC\uFFF9\r]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

/** Paragraphs of plain text: separated by blank lines, or by each newline where there are no blank lines. */
export function readPlainText(text: string, marks: readonly Mark[]): Slice {
  const clean = text.replace(/\r\n?|\u2029/g, '\n').replace(STRAY, '');
  const hasBlankLines = /\n[ \t]*\n/.test(clean.trim());
  const paragraphs = clean
    .replace(/\s+$/, '')
    .split(hasBlankLines ? /\n(?:[ \t]*\n)+/ : /\n/)
    .map((paragraph) => paragraph.replace(/[ \t]*\n[ \t]*/g, ' '));
  // A single line is pasted with the spaces around it.
  const lines = paragraphs.length === 1 ? [clean.replace(/\n+$/, '')] : paragraphs;
  const blocks = lines.map((words) => schema.node('paragraph', null, words ? [schema.text(words, marks)] : []));
  return Slice.maxOpen(Fragment.from(blocks));
}

/** A slice with stray units gone and its blocks and containers without identity, so that they get new ones. */
export function cleanSlice(slice: Slice): Slice {
  return new Slice(cleanFragment(slice.content), slice.openStart, slice.openEnd);
}

function cleanFragment(fragment: Fragment): Fragment {
  const nodes: Node[] = [];
  fragment.forEach((node) => {
    if (node.isText) {
      const words = node.text!.replace(STRAY, '').replaceAll(BREAK, '\n');
      if (words) nodes.push(schema.text(words, node.marks));
    } else if (node.type === schema.nodes.fn) {
      // Its id stays: a footnote that was cut finds its text again.
      nodes.push(node.mark(Mark.none));
    } else if (node.type === schema.nodes.stash) {
      nodes.push(schema.node('paragraph', null, cleanFragment(node.content)));
    } else if (node.type === schema.nodes.cell) {
      // Its row and its column stay, so that it finds its place in the table that comes along.
      const of = String(node.attrs.of).replace(/^[^:]*/, '');
      nodes.push(node.type.create({ of, head: node.attrs.head }, withoutOuterBreaks(cleanFragment(node.content))));
    } else if (node.type !== schema.nodes.obj && node.type !== schema.nodes.note) {
      const attrs = withoutIdentity(node.attrs);
      nodes.push(node.type.create(attrs, withoutOuterBreaks(cleanFragment(node.content)), node.marks));
    }
  });
  return Fragment.fromArray(nodes);
}

function withoutIdentity(attrs: Node['attrs']): Node['attrs'] {
  if ('id' in attrs) return { ...attrs, id: null };
  return 'of' in attrs ? { ...attrs, of: null } : withoutCid(attrs);
}

function withoutCid(attrs: Node['attrs']): Node['attrs'] {
  if (!('cid' in attrs)) return attrs;
  // The start number of a list stays; see `startOf`.
  const start = /@\d+$/.exec(String(attrs.cid ?? ''));
  return { ...attrs, cid: start ? start[0] : null };
}

/** Browsers end blocks with a break that nobody typed. */
function withoutOuterBreaks(content: Fragment): Fragment {
  const last = content.lastChild;
  if (!last?.isText || !last.text!.endsWith('\n')) return content;
  const words = last.text!.replace(/\n+$/, '');
  const rest = content.cut(0, content.size - last.nodeSize);
  return words ? rest.addToEnd(schema.text(words, last.marks)) : rest;
}

/** The words of a slice as one text without blocks, for a headline or a standfirst; `between` stands where a line ended. */
export function asOneLine(slice: Slice, between = ' '): Node[] {
  const nodes: Node[] = [];
  slice.content.descendants((node) => {
    if (!node.isTextblock && !node.isText) return !node.isInline;
    if (node.isTextblock) {
      if (nodes.length && node.content.size) nodes.push(schema.text(between));
      return true;
    }
    nodes.push(schema.text(node.text!.replace(/\s*\n\s*/g, between), node.marks));
    return false;
  });
  return nodes;
}

/** Reads pasted HTML: as browsers show it, unless it comes from Stet, whose spaces are kept. */
class PasteParser extends DOMParser {
  private readonly collapsing = new DOMParser(
    schema,
    DOMParser.fromSchema(schema).rules.map((rule) => ('tag' in rule ? { ...rule, preserveWhitespace: false } : rule)),
  );

  override parseSlice(dom: globalThis.Node, options?: ParseOptions): Slice {
    if (dom instanceof Element || dom instanceof DocumentFragment) {
      for (const br of dom.querySelectorAll('br')) br.replaceWith(br.ownerDocument.createTextNode(BREAK));
    }
    return options?.preserveWhitespace ? super.parseSlice(dom, options) : this.collapsing.parseSlice(dom, options);
  }
}

/** What Stet says about the words that it copies. */
const OWN = 'data-stet';

/** Whether HTML was copied in Stet, so that it needs no reading. Other editors of its family mark theirs alike. */
export function isOwn(html: string): boolean {
  return html.includes('data-pm-slice') && html.includes(OWN);
}

/** Writes copied words for other programs, hard breaks as such. */
class CopySerializer extends DOMSerializer {
  override serializeFragment(fragment: Fragment, options?: { document?: Document }, target?: HTMLElement | DocumentFragment) {
    const dom = super.serializeFragment(fragment, options, target);
    const document = options?.document ?? window.document;
    const walker = document.createTreeWalker(dom, NodeFilter.SHOW_TEXT);
    const texts: Text[] = [];
    while (walker.nextNode()) texts.push(walker.currentNode as Text);
    for (const text of texts) {
      const parts = text.data.split('\n');
      if (parts.length > 1) text.replaceWith(...parts.flatMap((part, i) => (i ? [document.createElement('br'), part] : [part])));
    }
    if (!target && dom.firstChild instanceof Element) dom.firstChild.setAttribute(OWN, '');
    return dom;
  }
}

export function pasteParser(): DOMParser {
  const { rules } = DOMParser.fromSchema(schema);
  return new PasteParser(schema, rules);
}

export function copySerializer(): DOMSerializer {
  const { nodes, marks } = DOMSerializer.fromSchema(schema);
  return new CopySerializer(nodes, marks);
}
