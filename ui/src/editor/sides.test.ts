// What edits do to the texts beside the body: attributions and footnotes.

import { NodeSelection, TextSelection, type Command, type EditorState, type Transaction } from 'prosemirror-state';
import { expect, test } from 'vitest';
import { backspace, clearAcrossFields, COMMANDS, deleteForward, enter } from './commands';
import { localEdit } from './edit';
import { idsOf } from './ids';
import { cleanSlice } from './paste';
import { receive } from './receive';
import { shownSides } from './sides';
import { draw, stateOf } from './testing/pictures';
import type { Batch } from './wire';

type Doing = Command | ((state: EditorState) => Transaction);

function edited(state: EditorState, doing: Doing): { state: EditorState; batch: Batch } {
  let tr: Transaction | null = null;
  const answer = (doing as Command)(state, (done) => (tr = done));
  tr ??= typeof answer === 'object' ? (answer as unknown as Transaction) : null;
  if (!tr) throw new Error('the command does not apply');
  const batch = localEdit(tr, idsOf('9'));
  expect(batch, 'the edit is not refused').not.toBeNull();
  return { state: state.apply(tr), batch: batch! };
}

/** Returns what travels. */
function check(before: string[], doing: Doing, after: string[]): Batch {
  const { state, batch } = edited(stateOf(before), doing);
  expect(draw(state.doc)).toEqual(after);
  return batch;
}

const PULL = ['1-1 | pull said', 'pull:1-1:by = somebody'];

test('a pull quote has a place for its attribution, and typing there is an edit of that text', () => {
  const state = stateOf(['1-1 | pull said_']);
  const next = edited(state, enter).state;
  expect(next.selection.$from.parent.type.name, 'enter leads to the attribution').toBe('by');
  const { batch } = edited(next, ({ tr }: EditorState) => tr.insertText('somebody'));
  expect(batch).toEqual({ 'pull:1-1:by': [{ insert: 'somebody' }] });
});

test('enter in an attribution begins a paragraph', () => {
  check(['1-1 | pull said', 'pull:1-1:by = some_body'], enter, ['1-1 | pull said', '9-1 | p', 'pull:1-1:by = somebody']);
});

test('backspace in an empty attribution leads back to the pull quote', () => {
  const state = edited(stateOf(['1-1 | pull said_']), enter).state;
  let next = state;
  backspace(state, (tr) => (next = state.apply(tr)));
  expect(next.selection.$from.parent.textContent).toBe('said');
});

test('a pull quote that becomes a paragraph keeps its attribution out of sight, and has it again', () => {
  const before = ['1-1 | pull sa_id', 'pull:1-1:by = somebody'];
  const { state, batch } = edited(stateOf(before), COMMANDS.pull);
  expect(draw(state.doc)).toEqual(['1-1 | p said', '(pull:1-1:by = somebody)']);
  expect(Object.keys(batch), 'no word is deleted').toEqual(['body']);
  expect(draw(edited(state, COMMANDS.pull).state.doc)).toEqual(PULL);
});

test('a copied pull quote takes its attribution along', () => {
  const copy = (state: EditorState) => {
    const { content } = state.doc;
    const slice = cleanSlice(state.doc.slice(state.doc.child(0).nodeSize + state.doc.child(1).nodeSize, content.size));
    return state.tr.replace(content.size, content.size, slice);
  };
  const batch = check(PULL, copy, [PULL[0]!, '9-1 | pull said', PULL[1]!, 'pull:9-1:by = somebody']);
  expect(batch['pull:9-1:by']).toEqual([{ insert: 'somebody' }]);
});

test('a split pull quote leaves the attribution with the part that stays itself', () => {
  const split = (state: EditorState) => state.tr.split(state.selection.from);
  check(['1-1 | pull one_two', 'pull:1-1:by = somebody'], split, ['1-1 | pull one', '9-1 | pull two', 'pull:1-1:by = somebody']);
});

test('an attribution that is pasted where no pull quote is becomes a paragraph', () => {
  const paste = (state: EditorState) => state.tr.insert(state.doc.content.size, state.schema.node('by', { of: null }, state.schema.text('x')));
  check(['1-1 | p one'], paste, ['1-1 | p one', '9-1 | p x']);
});

test('a footnote is put behind the caret, and its text stands at the foot', () => {
  const { state, batch } = edited(stateOf(['1-1 | p one_ two']), COMMANDS.note);
  expect(draw(state.doc)).toEqual(['1-1 | p one{9-1} two']);
  expect(batch).toEqual({ body: [{ retain: 4 }, { insert: '\uFFF9', attributes: { a: '{"t":"fn","id":"9-1"}' } }] });
  const [note] = shownSides(state.doc);
  expect([note!.name, note!.pos]).toEqual(['note:9-1', state.doc.content.size - 2]);
  const inNote = state.apply(state.tr.setSelection(TextSelection.create(state.doc, note!.pos + 1)));
  let back = inNote;
  enter(inNote, (tr) => (back = inNote.apply(tr)));
  expect(back.selection.$from.nodeBefore?.type.name, 'enter leads back behind its mark').toBe('fn');
});

test('there is no footnote in a headline or in a footnote', () => {
  expect(COMMANDS.note(stateOf([], 'Wheat_'))).toBe(false);
  expect(COMMANDS.note(stateOf(['1-1 | p one{2-1}', 'note:2-1 = wh_y']))).toBe(false);
});

test('footnotes stand in the order of their marks, wherever they were moved', () => {
  const state = stateOf(['1-1 | p a{2-1}b{2-2}', 'note:2-1 = one', 'note:2-2 = two']);
  const texts = (doc: typeof state.doc) => shownSides(doc).map(({ node }) => node.textContent);
  expect(texts(state.doc)).toEqual(['one', 'two']);
  const swap = ({ tr, doc }: EditorState) => {
    const places: number[] = [];
    doc.descendants((node, pos) => void (node.type.name === 'fn' && places.push(pos)));
    const first = doc.nodeAt(places[0]!)!;
    return tr.delete(places[0]!, places[0]! + 1).insert(places[1]!, first);
  };
  const { state: next, batch } = edited(state, swap);
  expect(texts(next.doc)).toEqual(['two', 'one']);
  expect(Object.keys(batch), 'their texts are not written anew').toEqual(['body']);
});

test('a deleted footnote keeps its text out of sight, and an undo of the desk brings both back', () => {
  const before = ['1-1 | p one{2-1}_', 'note:2-1 = why'];
  const { state, batch } = edited(stateOf(before), ({ tr, selection }: EditorState) => tr.delete(selection.from - 1, selection.from));
  expect(draw(state.doc)).toEqual(['1-1 | p one', '(note:2-1 = why)']);
  expect(batch).toEqual({ body: [{ retain: 4 }, { delete: 1 }] });
  const undo: Batch = { body: [{ retain: 4 }, { insert: '\uFFF9', attributes: { a: '{"t":"fn","id":"2-1"}' } }] };
  const back = state.apply(receive(state, undo, 'follow'));
  expect(draw(back.doc)).toEqual(['1-1 | p one{2-1}', 'note:2-1 = why']);
});

test('a copied footnote has a text of its own, and a cut one its old text', () => {
  const before = ['1-1 | p one{2-1}', '1-2 | p two_', 'note:2-1 = why'];
  const copy = ({ tr, selection }: EditorState) => tr.insert(selection.from, tr.doc.type.schema.node('fn', { id: '2-1' }));
  check(before, copy, ['1-1 | p one{2-1}', '1-2 | p two{9-1}', 'note:2-1 = why', 'note:9-1 = why']);
  const cut = edited(stateOf(before), ({ tr, doc }: EditorState) => tr.delete(doc.child(0).nodeSize * 2 + 4, doc.child(0).nodeSize * 2 + 5)).state;
  expect(draw(cut.doc)).toEqual(['1-1 | p one', '1-2 | p two', '(note:2-1 = why)']);
  expect(draw(edited(cut, copy).state.doc)).toEqual(['1-1 | p one', '1-2 | p two{2-1}', 'note:2-1 = why']);
});

test('words that others type in a footnote that shows nowhere are there when it comes back', () => {
  const gone = edited(stateOf(['1-1 | p one{2-1}_', 'note:2-1 = why']), ({ tr, selection }: EditorState) => tr.delete(selection.from - 1, selection.from)).state;
  const typed = gone.apply(receive(gone, { 'note:2-1': [{ retain: 3 }, { insert: ' not' }] }));
  expect(draw(typed.doc)).toEqual(['1-1 | p one', '(note:2-1 = why not)']);
});

test('the caret stays in an attribution while others type before it', () => {
  const state = stateOf(['1-1 | pull said', 'pull:1-1:by = some_body']);
  const next = state.apply(receive(state, { body: [{ insert: 'x' }], 'pull:1-1:by': [{ insert: 'not ' }] }));
  const { $from } = next.selection;
  expect([$from.parent.type.name, $from.parentOffset]).toEqual(['by', 'not some'.length]);
});

test('the keys join neither an attribution nor a footnote with what stands beside it', () => {
  const same = (before: string[], key: Command) => {
    const state = stateOf(before);
    let next = state;
    key(state, (tr) => {
      if (localEdit(tr, idsOf('9'))) next = state.apply(tr);
    });
    expect(draw(next.doc)).toEqual(draw(state.doc));
  };
  same(['1-1 | pull said', 'pull:1-1:by = _somebody'], backspace);
  same(['1-1 | pull said_', 'pull:1-1:by = somebody'], deleteForward);
  same(['1-1 | pull said', '1-2 | p _one', 'pull:1-1:by = somebody'], backspace);
  same(['1-1 | pull said', '1-2 | p one', 'pull:1-1:by = somebody_'], deleteForward);
  same(['1-1 | p one{2-1}', 'note:2-1 = _why'], backspace);
  same(['1-1 | p one{2-1}_', 'note:2-1 = why'], deleteForward);
});

test('deleting from an attribution into the body empties both and joins nothing', () => {
  const state = stateOf(['1-1 | pull said', '1-2 | p one', 'pull:1-1:by = somebody']);
  const [by] = shownSides(state.doc);
  const selected = state.apply(state.tr.setSelection(TextSelection.create(state.doc, by!.pos + 5, by!.pos + by!.node.nodeSize + 3)));
  expect(draw(edited(selected, clearAcrossFields).state.doc)).toEqual(['1-1 | pull said', '1-2 | p e', 'pull:1-1:by = some']);
});

test('marks over a footnote stay on the words', () => {
  const mark = (state: EditorState) => state.tr.addMark(0, state.doc.content.size, state.schema.mark('strong'));
  check(['1-1 | p one{2-1}two', 'note:2-1 = why'], mark, ['1-1 | p *one*{2-1}*two*', 'note:2-1 = *why*']);
});

test('a footnote can be selected and deleted as one', () => {
  const state = stateOf(['1-1 | p one{2-1}two', 'note:2-1 = why']);
  let place = 0;
  state.doc.descendants((node, pos) => void (node.type.name === 'fn' && (place = pos)));
  const selected = state.apply(state.tr.setSelection(NodeSelection.create(state.doc, place)));
  expect(draw(edited(selected, backspace).state.doc)).toEqual(['1-1 | p onetwo', '(note:2-1 = why)']);
});
