import { EditorState, TextSelection } from 'prosemirror-state';
import { expect, test } from 'vitest';
import { bodyStart } from './flatten';
import { project } from './project';
import { spokenOf } from './spoken';
import { MARKER, type Batch } from './wire';

const FIELDS: Batch = {
  headline: [{ insert: 'Bridge opens' }],
  body: [
    { insert: MARKER, attributes: { 'b:id': '1-1' } },
    { insert: 'It opened on Monday. ' },
    { insert: 'Nobody', attributes: { 'del:7-1': true } },
    { insert: 'Somebody', attributes: { 'ins:7-1': true } },
    { insert: ' came.' },
    { insert: MARKER, attributes: { 'b:id': '1-2' } },
    { insert: 'Bread was served.' },
  ],
};

function check(from: number, to: number, expected: string[]) {
  const doc = project(FIELDS);
  const start = bodyStart(doc) + 1;
  const state = EditorState.create({ doc, selection: TextSelection.create(doc, start + from, start + to) });
  expect(spokenOf(state, 'en-GB')).toEqual(expected);
}

test('from the caret on everything is read, without the words that are struck', () => {
  check(0, 0, ['It opened on Monday.', 'Somebody came.', 'Bread was served.']);
  check(3, 3, ['opened on Monday.', 'Somebody came.', 'Bread was served.']);
});

test('of what is selected nothing else is read', () => {
  check(3, 9, ['opened']);
});

test('a caret in the headline begins there', () => {
  const doc = project(FIELDS);
  const state = EditorState.create({ doc, selection: TextSelection.create(doc, 1) });
  expect(spokenOf(state, '')[0]).toBe('Bridge opens');
});
