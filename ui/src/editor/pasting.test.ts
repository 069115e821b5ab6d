// Pastes that the desk has read, put into a page; the desk's own tests write what it reads in each of them.

import { readFileSync } from 'node:fs';
import type { Fragment, Node } from 'prosemirror-model';
import { EditorState, TextSelection } from 'prosemirror-state';
import { expect, test } from 'vitest';
import { bodyStart } from './flatten';
import { localEdit } from './edit';
import { idsOf } from './ids';
import { foreignOf, placed, sliceOf } from './pasting';
import { project } from './project';
import { receive } from './receive';
import { startOf } from './schema';
import type { Batch } from './wire';

interface Became {
  fields: Batch;
  blocks: string;
}

const pages = Object.entries(
  JSON.parse(readFileSync(new URL('../../../tests/fixtures/paste/became.json', import.meta.url), 'utf8')) as Record<string, Became>,
);

/** Blocks as the desk's tests write them. */
function sketch(blocks: readonly Node[]): string {
  const inner = (node: Node) => sketch(node.content.content);
  const each = (node: Node): string => {
    switch (node.type.name) {
      case 'paragraph': return `p(${node.textContent})`;
      case 'heading': return `h${node.attrs.level}(${node.textContent})`;
      case 'pull': return `pull(${node.textContent})`;
      case 'hr': return 'hr';
      case 'table': return '';
      case 'grid': return `table(${node.children.map((row) => row.children.map(({ textContent }) => textContent).join('|')).join('/')})`;
      case 'ol': return `ol${startOf(node)}(${inner(node)})`;
      default: return `${node.type.name}(${inner(node)})`;
    }
  };
  return blocks.map(each).filter(Boolean).join(' ');
}

const bodyOf = (doc: Node) => (doc.content as Fragment).content.slice(2);

function page(body: Batch['body'], caret: number): EditorState {
  const doc = project({ headline: [{ insert: 'Head' }], body });
  return EditorState.create({ doc, selection: TextSelection.near(doc.resolve(bodyStart(doc) + caret)) });
}

const transfer = (html: string, text: string) =>
  ({ getData: (type: string) => (type === 'text/html' ? html : text) }) as DataTransfer;

test.each(pages)('%s comes into an empty page as the desk reads it, as one batch', (_name, { fields, blocks }) => {
  const state = page([], 1);
  const tr = placed(state, sliceOf(fields, 'a\nb'));
  const batch = localEdit(tr, idsOf('7'));
  expect(sketch(bodyOf(tr.doc)).replace(/ by\(\)/g, '').replace(/ p\(\)$/, '')).toBe(blocks);
  const other = state.apply(receive(state, batch!));
  expect(other.doc.eq(tr.doc), 'the desk gets what the page shows').toBe(true);
  expect(tr.selection.to, 'the caret stands behind it').toBeGreaterThan(tr.doc.content.size - 8);
});

test.each(pages)('%s comes in between two words, and every word stays', (_name, { fields }) => {
  const state = page([{ insert: 'before after' }], 8);
  const tr = placed(state, sliceOf(fields, 'a\nb'));
  const words = (blocks: readonly Node[]) => blocks.map((block) => block.textBetween(0, block.content.size, ' ')).join(' ').split(/\s+/).filter(Boolean).join(' ');
  expect(localEdit(tr, idsOf('7'))).not.toBeNull();
  const [shown, pasted] = [words(bodyOf(tr.doc)), words(bodyOf(project(fields)))];
  expect(shown.replaceAll(' ', '')).toBe(`before${pasted}after`.replaceAll(' ', ''));
});

test('a headline takes a paste as one line', () => {
  const doc = project({ headline: [{ insert: 'Head' }] });
  const state = EditorState.create({ doc, selection: TextSelection.create(doc, 5) });
  const { fields } = pages.find(([name]) => name === 'word-tracked')![1];
  expect(placed(state, sliceOf(fields, 'a\nb')).doc.child(0).textContent).toBe('HeadThe mayor had resigned on Monday.');
});

test('a pasted phrase keeps the spaces of its plain text', () => {
  const state = page([{ insert: 'oneTwo' }], 4);
  const tr = placed(state, sliceOf({ body: [{ insert: 'and' }] }, ' and '));
  expect(tr.doc.lastChild!.textContent).toBe('one and Two');
});

test('only what another program wrote needs reading', () => {
  const check = (html: string, text: string, plainly: boolean, needsReading: boolean) =>
    expect(foreignOf(transfer(html, text), plainly) !== null, html || text).toBe(needsReading);
  check('<p data-stet="" data-pm-slice="1 1 []">own</p>', 'own', false, false);
  check('<p data-pm-slice="1 1 []">another editor of this family</p>', 'x', false, true);
  check('<b>x</b>', 'x', false, true);
  check('<b>x</b>', 'x', true, false);
  check('', 'a word', false, false);
  check('', '# a\n\nb', false, true);
  check('', '# a\n\nb', true, false);
});
