import { TextSelection, EditorState } from 'prosemirror-state';
import { expect, test } from 'vitest';
import { anchorsOf, anchorSelection } from './anchors';
import { localEdit } from './edit';
import { project } from './project';

const doc = project({ headline: [{ insert: 'Bridge opens' }], body: [{ insert: 'A summit in June was held.' }] });
let made = 0;
const newId = () => `9-${++made}`;

test('an anchor lies on the selected words and changes none of them', () => {
  const state = EditorState.create({ doc });
  const from = 17 + 'A '.length;
  const tr = anchorSelection(state.tr.setSelection(TextSelection.create(doc, from, from + 'summit in June'.length)), '7-1');
  const batch = localEdit(tr, newId);
  expect(batch).toEqual({ body: [{ retain: 2 }, { retain: 14, attributes: { 'c:7-1': true } }] });
  expect(anchorsOf(tr.doc)).toEqual([{ id: '7-1', from, to: from + 14, words: 'summit in June' }]);
});

test('two anchors may lie over the same words and come in reading order', () => {
  const state = EditorState.create({ doc });
  const over = (from: number, to: number, id: string) => (tr: ReturnType<typeof anchorSelection>) => anchorSelection(tr.setSelection(TextSelection.create(tr.doc, from, to)), id);
  const tr = [over(17, 30, '7-1'), over(1, 7, '7-2'), over(20, 34, '7-3')].reduce((done, put) => put(done), state.tr);
  expect(anchorsOf(tr.doc).map(({ id, words }) => [id, words])).toEqual([
    ['7-2', 'Bridge'], ['7-1', 'A summit in J'], ['7-3', 'ummit in June '],
  ]);
});
