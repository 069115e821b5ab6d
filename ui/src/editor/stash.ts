// What is cut and kept: words go to the stash under the story, and from there back into the body.
//
// The stash is one text whose lines are hard breaks. What a block was is not kept, the marks of its words are; a footnote
// goes along as words in brackets. A picture has no words that could stand for it, so it stays in the story.

import { Fragment, Slice, type Node } from 'prosemirror-model';
import { Plugin, PluginKey, TextSelection, type Command, type EditorState } from 'prosemirror-state';
import { fieldOf, spansFields } from './commands';
import { bodyEnd } from './flatten';
import { schema } from './schema';
import { shownSides, sideName, sidesOf, STASH, type ShownSide, type Sides } from './sides';
import { withoutStruck } from './suggest/clipboard';

const { figure, fn } = schema.nodes;

/** Moves the selected words behind what the stash has. */
export const toStash: Command = (state, dispatch) => {
  const { selection, doc, tr } = state;
  const field = fieldOf(state, selection.from);
  if (!(selection instanceof TextSelection) || selection.empty || spansFields(state) || field === STASH) return false;
  const lines = linesIn(selection.content(), sidesOf(doc));
  if (lines.length === 0 || hasPicture(state)) return false;
  if (!dispatch) return true;
  const stash = stashOn(doc);
  if (stash) tr.insert(stash.pos + 1 + stash.node.content.size, [schema.text('\n'), ...joined(lines)]);
  else tr.insert(doc.content.size, schema.node(STASH, { of: '' }, joined(lines)));
  dispatch(tr.deleteSelection().scrollIntoView());
  return true;
};

/** Moves what is selected in the stash, else all of it, to where the caret was last in the body. */
export const fromStash: Command = (state, dispatch) => {
  const { doc, tr } = state;
  const stash = stashOn(doc);
  if (!stash || spansFields(state)) return false;
  if (!dispatch) return true;
  const { from, to } = chosen(state, stash);
  const start = stash.pos + 1;
  const lines = linesOfText(stash.node.content.cut(from - start, to - start));
  const cut = withBreak(stash.node, from - start, to - start);
  // The body stands before the stash, so nothing that is taken out here moves a place in it.
  tr.delete(start + cut.from, start + cut.to);
  const place = TextSelection.near(tr.doc.resolve(Math.min(lastInBody(state), bodyEnd(tr.doc) - 1)), -1);
  tr.setSelection(place);
  tr.replaceSelection(new Slice(Fragment.from(lines.map((line) => schema.node('paragraph', null, line))), 1, 1));
  dispatch(tr.scrollIntoView());
  return true;
};

const caretKey = new PluginKey<number>('caret in the body');

/** Remembers where the caret was last in the body, while it is elsewhere. */
export function bodyCaret(): Plugin<number> {
  return new Plugin<number>({
    key: caretKey,
    state: {
      init: (_config, state) => bodyEnd(state.doc) - 1,
      apply: (tr, last, _before, state) => (fieldOf(state, state.selection.head) === 'body' ? state.selection.head : tr.mapping.map(last)),
    },
  });
}

function lastInBody(state: EditorState): number {
  const { head } = state.selection;
  return fieldOf(state, head) === 'body' ? head : (caretKey.getState(state) ?? bodyEnd(state.doc) - 1);
}

function stashOn(doc: Node): ShownSide | undefined {
  return shownSides(doc).find(({ kind }) => kind === STASH);
}

/** Whether a whole picture is selected. */
function hasPicture({ doc, selection: { from, to } }: EditorState): boolean {
  let has = false;
  doc.nodesBetween(from, to, (node, pos) => {
    has ||= node.type === figure && from <= pos && pos + node.nodeSize <= to;
  });
  return has;
}

/** The lines of a slice, as far as they have words. */
function linesIn(slice: Slice, sides: Sides): Node[][] {
  const lines: Node[][] = [];
  withoutStruck(slice).content.descendants((node) => {
    if (!node.isTextblock) return true;
    const line = node.children.flatMap((part) => wordsOf(part, sides));
    if (line.length > 0) lines.push(line);
    return false;
  });
  return lines;
}

function wordsOf(part: Node, sides: Sides): Node[] {
  if (part.isText) return [part];
  const note = part.type === fn ? sides.get(sideName('note', String(part.attrs.id))) : undefined;
  return note ? [schema.text(' ['), ...note.content.filter(({ isText }) => isText), schema.text(']')] : [];
}

function joined(lines: Node[][]): Node[] {
  return lines.flatMap((line, index) => (index > 0 ? [schema.text('\n'), ...line] : line));
}

/** A text cut at its hard breaks; lines without words are left out. */
function linesOfText(text: Fragment): Node[][] {
  const lines: Node[][] = [[]];
  text.forEach((part) => {
    const words = part.isText ? part.text!.split('\n') : [];
    words.forEach((piece, index) => {
      if (index > 0) lines.push([]);
      if (piece) lines.at(-1)!.push(schema.text(piece, part.marks));
    });
  });
  return lines.filter((line) => line.length > 0);
}

function chosen({ selection: { empty, from, to }, selection }: EditorState, { pos, node }: ShownSide): { from: number; to: number } {
  const isInside = selection.$from.parent === node && !empty;
  return isInside ? { from, to } : { from: pos + 1, to: pos + 1 + node.content.size };
}

/** The same stretch with one of the breaks round it, when it is whole lines: they leave no empty line behind. */
function withBreak(stash: Node, from: number, to: number): { from: number; to: number } {
  const text = stash.textBetween(0, stash.content.size, '', '\uFFFC');
  const begins = from === 0 || text[from - 1] === '\n';
  const ends = to === text.length || text[to] === '\n';
  if (!begins || !ends) return { from, to };
  if (to < text.length) return { from, to: to + 1 };
  return { from: Math.max(0, from - 1), to };
}
