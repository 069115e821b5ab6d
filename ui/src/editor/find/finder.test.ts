// Finding in a whole story: where hits stand in the document, which is looked at, and what replacing leaves.

import { EditorState, type Plugin, type TextSelection, type Transaction } from 'prosemirror-state';
import { expect, test } from 'vitest';
import { localEdit } from '../edit';
import { idsOf } from '../ids';
import { linesOf } from '../lines';
import { schema } from '../schema';
import { draw, drawLine, stateOf } from '../testing/pictures';
import type { BoundedSearch } from './bounded';
import { Finder, type Findings } from './finder';
import { findExpression, type Query } from './query';
import type { Batch } from '../wire';

const PLAIN: Query = { words: '', wholeWord: false, matchCase: false, ignoreAccents: false, expression: false };

/** Expressions are searched at once, without the thread. */
const search = {
  ask: (asked, answer) => answer(asked.texts.map((text) => findExpression(text, new RegExp(asked.source, asked.flags), asked.wholeWord))),
  stop: () => {},
} as BoundedSearch;

/** A page as far as a finder knows it. */
class Sheet {
  findings: Findings = { count: 0, at: null, trouble: null };
  batches: Batch[] = [];
  readonly finder = new Finder(search, (findings) => (this.findings = findings));
  readonly dom = { querySelector: () => null };
  state: EditorState;
  private readonly plugin = this.finder.plugin();
  private readonly watching: ReturnType<NonNullable<Plugin['spec']['view']>>;

  constructor(picture: string[], headline = '', standfirst = '') {
    const { doc, selection } = stateOf(picture, headline, standfirst);
    this.state = EditorState.create({ doc, selection, plugins: [this.plugin] });
    this.watching = this.plugin.spec.view!(this as never);
    this.finder.attach(this as never);
  }

  dispatch = (tr: Transaction) => {
    const before = this.state;
    const batch = tr.docChanged ? localEdit(tr, idsOf('9')) : null;
    if (batch) this.batches.push(batch);
    this.state = before.apply(tr);
    this.watching.update!(this as never, before);
  };

  hasFocus = () => false;
  focus = () => {};

  seek(words: string, ways: Partial<Query> = {}) {
    this.finder.seek({ ...PLAIN, ...ways, words });
    return this;
  }
}

test('all three fields are searched, in page order', () => {
  const sheet = new Sheet(['1-1 | p a wheat b', '1-2 | ul:c li:d p wheat'], 'Wheat', 'no wheat').seek('wheat');
  expect(sheet.findings).toEqual({ count: 4, at: 0, trouble: null });
});

test('the search begins at the caret and goes round', () => {
  const sheet = new Sheet(['1-1 | p x', '1-2 | p x _y x'], 'x').seek('x');
  const seen = [sheet.findings.at];
  for (const by of [1, 1, -1] as const) {
    sheet.finder.go(by);
    seen.push(sheet.findings.at);
  }
  expect(seen).toEqual([3, 0, 1, 0]);
});

test('a hit never crosses from one block into another, nor a mark out of sight', () => {
  expect(new Sheet(['1-1 | p one', '1-2 | p two']).seek('onetwo').findings.count).toBe(0);
  expect(new Sheet(['1-1 | p on*e t*wo']).seek('one two').findings.count).toBe(1);
});

test('struck words are not found, and words round them are', () => {
  const sheet = new Sheet(['1-1 | p wheaten wheat']);
  const { start } = linesOf(sheet.state.doc)[2]!;
  sheet.state = sheet.state.apply(sheet.state.tr.addMark(start + 5, start + 13, schema.mark('del', { id: '9-1' })));
  expect(sheet.seek('wheat', { wholeWord: true }).findings.count).toBe(1);
  expect(sheet.seek('wheaten').findings.count).toBe(0);
});

test('closing leaves the caret at the hit', () => {
  const sheet = new Sheet(['1-1 | p a *wheat* b']).seek('wheat');
  sheet.finder.close();
  const { from, to } = sheet.state.selection as TextSelection;
  expect(sheet.state.doc.textBetween(from, to)).toBe('wheat');
});

test('replacing goes on to the next hit and keeps how the words are set', () => {
  const sheet = new Sheet(['1-1 | p a *wheat* and wheat']).seek('wheat');
  expect(sheet.finder.replace('wheatmeal')).toBe(true);
  expect(draw(sheet.state.doc)).toEqual(['1-1 | p a *wheatmeal* and wheat']);
  expect(sheet.findings, 'what was just put there is not looked at again').toEqual({ count: 2, at: 1, trouble: null });
});

test('replacing all is one edit that touches only the hits', () => {
  const sheet = new Sheet(['1-1 | p a x b x', '1-2 | h2 x c'], 'x', 'no').seek('x');
  expect(sheet.finder.replaceAll('yy')).toBe(4);
  expect(draw(sheet.state.doc)).toEqual(['1-1 | p a yy b yy', '1-2 | h2 yy c']);
  expect(drawLine(sheet.state.doc, 'headline')).toBe('yy');
  const each = [{ delete: 1 }, { insert: 'yy' }];
  expect(sheet.batches).toEqual([
    { headline: each, body: [{ retain: 3 }, ...each, { retain: 3 }, ...each, { retain: 1 }, ...each] },
  ]);
});

test('nothing may be left of a hit', () => {
  const sheet = new Sheet(['1-1 | p a very long story, very']).seek('very ');
  sheet.finder.replaceAll('');
  expect(draw(sheet.state.doc)).toEqual(['1-1 | p a long story, very']);
});

test('an expression gives back what it caught', () => {
  const sheet = new Sheet(['1-1 | p Finnegan, Caroline and Field, Ann']).seek('(\\w+), (\\w+)', { expression: true });
  expect(sheet.finder.replaceAll('$2 $1')).toBe(2);
  expect(draw(sheet.state.doc)).toEqual(['1-1 | p Caroline Finnegan and Ann Field']);
});

test('a broken expression finds nothing and says why', () => {
  const { findings } = new Sheet(['1-1 | p (a)']).seek('(', { expression: true });
  expect(findings).toMatchObject({ count: 0, trouble: { kind: 'broken' } });
});

test('what is typed meanwhile is found too', () => {
  const sheet = new Sheet(['1-1 | p x_']).seek('x');
  sheet.dispatch(sheet.state.tr.insertText(' x'));
  expect(sheet.findings.count).toBe(2);
});

test('every hit of a long story is replaced, also those that are not shown', () => {
  const blocks = Array.from({ length: 200 }, (_, at) => `1-${at + 1} | p a wheat, a wheat, a wheat, a wheat, a wheat`);
  const sheet = new Sheet(blocks).seek('wheat');
  expect(sheet.finder.replaceAll('rye')).toBe(1000);
  expect(sheet.state.doc.textContent).not.toContain('wheat');
});
