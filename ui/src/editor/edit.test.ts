// What single edits do to the blocks, and how little of it travels.

import { chainCommands, deleteSelection, joinBackward, setBlockType } from 'prosemirror-commands';
import { NodeSelection, TextSelection, type Command, type EditorState, type Transaction } from 'prosemirror-state';
import { expect, test } from 'vitest';
import { backspace, clearAcrossFields, COMMANDS, enter, hardBreak, setLink } from './commands';
import { localEdit } from './edit';
import { idsOf } from './ids';
import { schema } from './schema';
import { draw, drawLine, stateOf } from './testing/pictures';
import type { Op } from './wire';

type Doing = Command | ((state: EditorState) => Transaction);

function edited(state: EditorState, doing: Doing): { tr: Transaction; body: Op[] } {
  let tr: Transaction | null = null;
  const answer = (doing as Command)(state, (done) => (tr = done));
  tr ??= typeof answer === 'object' ? (answer as unknown as Transaction) : null;
  if (!tr) throw new Error('the command does not apply');
  const batch = localEdit(tr, idsOf('9'));
  expect(batch, 'the edit is not refused').not.toBeNull();
  return { tr, body: batch!.body ?? [] };
}

function check(before: string[], doing: Doing, after: string[], ops?: Op[]) {
  const { tr, body } = edited(stateOf(before), doing);
  expect(draw(tr.doc)).toEqual(after);
  if (ops) expect(body).toEqual(ops);
}

const type =
  (text: string): Doing =>
  (state: EditorState) =>
    state.tr.insertText(text);

test('a typed letter is one insert', () => {
  check(['1-1 | p one_'], type('s'), ['1-1 | p ones'], [{ retain: 4 }, { insert: 's' }]);
});

test('the first words of a story need no block', () => {
  check(['p _'], type('Wheat'), ['p Wheat'], [{ insert: 'Wheat' }]);
});

test('enter inside a block inserts one marker', () => {
  const marker = { insert: '\uFFFC', attributes: { 'b:id': '9-1' } };
  check(['1-1 | p one_two'], enter, ['1-1 | p one', '9-1 | p two'], [{ retain: 4 }, marker]);
});

test('enter at the start of a block leaves the words their identity', () => {
  check(['1-1 | p _one'], enter, ['9-1 | p', '1-1 | p one']);
});

test('enter in the empty first block gives both blocks markers', () => {
  check(['p _'], enter, ['9-1 | p', '9-2 | p']);
});

test('backspace at the start of a block takes its marker away', () => {
  check(['1-1 | p one', '1-2 | p _two'], backspace, ['1-1 | p onetwo'], [{ retain: 4 }, { delete: 1 }]);
});

test('retyping a block changes its marker only', () => {
  const change = { retain: 1, attributes: { 'b:type': 'heading', 'b:level': 3 } };
  check(['1-1 | p on_e'], COMMANDS.heading3, ['1-1 | h3 one'], [change]);
  check(['1-1 | h3 on_e'], COMMANDS.heading3, ['1-1 | p one']);
});

test('retyping the head block gives it a marker', () => {
  check(['p on_e'], COMMANDS.pull, ['9-1 | pull one']);
});

test('a list is made, nested and taken back without a word deleted', () => {
  const list = ['1-1 | ul:9-1 li:9-2 p one'];
  check(['1-1 | p o_ne'], COMMANDS.bullets, list);
  check(['1-1 | ul:a li:b p one', '1-2 | ul:a li:c p t_wo'], COMMANDS.sink, ['1-1 | ul:a li:b p one', '1-2 | ul:a li:b ul:9-1 li:c p two']);
  check(['1-1 | ul:a li:b p o_ne'], COMMANDS.bullets, ['1-1 | p one']);
  check(['1-1 | ul:a li:b p o_ne'], COMMANDS.numbers, ['1-1 | ol:a li:b p one']);
});

test('enter in a list makes an item with a name of its own', () => {
  check(['1-1 | ul:a li:b p one_two'], enter, ['1-1 | ul:a li:b p one', '9-2 | ul:a li:9-1 p two']);
});

test('backspace at the start of an item takes it out of the list', () => {
  check(['1-1 | ul:a li:b p one', '1-2 | ul:a li:c p _two'], backspace, ['1-1 | ul:a li:b p one', '1-2 | p two']);
});

test('two parts of one list that meet are one list again', () => {
  const before = ['1-1 | ul:a li:b p one', '1-2 | p _', '1-3 | ul:a li:c p two'];
  check(before, (state: EditorState) => state.tr.delete(state.selection.from - 1, state.selection.from + 1), [
    '1-1 | ul:a li:b p one',
    '1-3 | ul:a li:c p two',
  ]);
});

test('a mark on a word changes that word only', () => {
  const strong = (state: EditorState) => state.tr.addMark(8, 11, schema.mark('strong'));
  const { body } = edited(stateOf(['1-1 | p one two']), strong);
  expect(body).toEqual([{ retain: 4 }, { retain: 3, attributes: { strong: true } }]);
});

test('replacing a letter everywhere touches those letters only', () => {
  const replaceAll = ({ tr, doc }: EditorState) => {
    const found: number[] = [];
    doc.descendants((node, pos) => {
      if (node.isText) for (const match of node.text!.matchAll(/o/g)) found.push(pos + match.index);
    });
    for (const pos of found.reverse()) tr.insertText('0', pos, pos + 1);
    return tr;
  };
  check(['1-1 | p one two and some', '1-2 | p more'], replaceAll, ['1-1 | p 0ne tw0 and s0me', '1-2 | p m0re'], [
    { retain: 1 }, { delete: 1 }, { insert: '0' }, { retain: 5 }, { delete: 1 }, { insert: '0' }, { retain: 6 },
    { delete: 1 }, { insert: '0' }, { retain: 4 }, { delete: 1 }, { insert: '0' },
  ]);
});

test('stray units and half characters do not get in', () => {
  check(['1-1 | p one_'], type('a\uFFFCb\uFFF9\uD83Dc'), ['1-1 | p oneabc']);
});

test('an emoji is never cut', () => {
  const { body } = edited(stateOf(['1-1 | p 😀_']), (state: EditorState) => state.tr.insertText('😁', state.selection.from - 2, state.selection.from));
  expect(body).toEqual([{ retain: 1 }, { delete: 2 }, { insert: '😁' }]);
});

test('a hard break is a newline in the body and nothing in a headline', () => {
  check(['1-1 | p one_two'], hardBreak, ['1-1 | p one\ntwo'], [{ retain: 4 }, { insert: '\n' }]);
  let typed = false;
  hardBreak(stateOf([], 'Wheat_'), () => (typed = true));
  expect(typed).toBe(false);
});

test('a copied block gets an identity of its own', () => {
  const copy = (state: EditorState) => state.tr.insert(state.doc.content.size, state.doc.child(2));
  check(['1-1 | p one'], copy, ['1-1 | p one', '9-1 | p one']);
});

test('a selected rule is removed by backspace', () => {
  const state = stateOf(['1-1 | p one', '1-2 | hr', '1-3 | p two']);
  const pos = state.doc.content.size - state.doc.lastChild!.nodeSize - 2;
  const selected = state.apply(state.tr.setSelection(NodeSelection.create(state.doc, pos)));
  expect(draw(edited(selected, chainCommands(deleteSelection, joinBackward)).tr.doc)).toEqual(['1-1 | p one', '1-3 | p two']);
});

test('deleting from the headline into the body moves no word between them', () => {
  const state = stateOf(['1-1 | p one', '1-2 | p two'], 'Wheat', 'Rain');
  const selection = TextSelection.create(state.doc, 3, state.doc.content.size - 2);
  const { tr } = edited(state.apply(state.tr.setSelection(selection)), clearAcrossFields);
  expect([drawLine(tr.doc, 'headline'), drawLine(tr.doc, 'standfirst'), draw(tr.doc)]).toEqual(['Wh', '', ['1-1 | p o']]);
});

test('enter leads from the headline through the standfirst to the body', () => {
  let state = stateOf(['1-1 | p one'], 'Whe_at', 'Rain');
  const fields: string[] = [];
  for (let count = 0; count < 2; count++) {
    enter(state, (tr) => (state = state.apply(tr)));
    fields.push(state.selection.$from.parent.type.name);
  }
  expect(fields).toEqual(['standfirst', 'paragraph']);
});

test('a link is set on the selection, changed under the caret and taken away', () => {
  const state = stateOf(['1-1 | p one two']);
  const selected = state.apply(state.tr.setSelection(TextSelection.create(state.doc, 5, 8)));
  const { tr } = edited(selected, setLink('https://a.test/'));
  const linked = selected.apply(tr);
  const inside = linked.apply(linked.tr.setSelection(TextSelection.create(linked.doc, 6)));
  expect(edited(inside, setLink('https://b.test/')).body).toEqual([{ retain: 1 }, { retain: 3, attributes: { link: 'https://b.test/' } }]);
  expect(edited(inside, setLink(null)).body).toEqual([{ retain: 1 }, { retain: 3, attributes: { link: null } }]);
});

test('words typed directly amid suggested ones are plain words', () => {
  for (const sign of ['+', '-']) {
    const { tr, body } = edited(stateOf([`1-1 | p a[${sign}2-1:b_c]d`]), type('X'));
    expect(body).toEqual([{ retain: 3 }, { insert: 'X' }]);
    expect(tr.doc.rangeHasMark(7, 8, schema.marks.ins!) || tr.doc.rangeHasMark(7, 8, schema.marks.del!)).toBe(false);
    expect(tr.selection.from, 'the caret stays behind what was typed').toBe(8);
  }
});

test('no direct edit decides on a suggestion', () => {
  const { tr, body } = edited(stateOf(['1-1 | p a[+2-1:*b*]d']), ({ tr: clearing }: EditorState) => clearing.removeMark(5, 8));
  expect(body).toEqual([{ retain: 2 }, { retain: 1, attributes: { strong: null } }]);
  expect(tr.doc.rangeHasMark(6, 7, schema.marks.ins!)).toBe(true);
});

test('a retyped block keeps what is suggested about its boundary, a split one gives nothing of it away', () => {
  const before = stateOf(['1-1 | p one', '1-2+2-1 | p t_wo']);
  const bmOf = ({ tr }: { tr: Transaction }) => tr.doc.children.slice(3).map(({ attrs }) => attrs.bm as unknown);
  expect(bmOf(edited(before, COMMANDS.heading2))).toEqual([{ 'ins:2-1': true }]);
  expect(bmOf(edited(before, enter))).toEqual([{ 'ins:2-1': true }, null]);
});

test('setting a block type keeps the identity that ProseMirror drops', () => {
  check(['1-1 | p o_ne'], setBlockType(schema.nodes.pull!), ['1-1 | pull one'], [{ retain: 1, attributes: { 'b:type': 'pull' } }]);
});
