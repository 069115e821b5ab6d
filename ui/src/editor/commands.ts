// What the keys and the toolbar do to a story. Commands know nothing of identities; the normaliser sees to those.

import {
  chainCommands,
  createParagraphNear,
  deleteSelection,
  joinBackward,
  joinForward,
  lift,
  liftEmptyBlock,
  selectNodeBackward,
  selectNodeForward,
  setBlockType,
  splitBlock,
  toggleMark,
  wrapIn,
} from 'prosemirror-commands';
import type { NodeType, ResolvedPos } from 'prosemirror-model';
import { liftListItem, sinkListItem, splitListItem, wrapInList } from 'prosemirror-schema-list';
import { TextSelection, type Command, type EditorState } from 'prosemirror-state';
import { bodyStart, headlineOf } from './flatten';
import { schema } from './schema';
import type { Kind } from './units';

const { paragraph, heading, pull, hr, quote, ul, ol, li } = schema.nodes as Record<string, NodeType>;
const { strong, em, code, link } = schema.marks;

export type TextField = 'headline' | 'standfirst' | 'body';

/** How the words at the caret are set. */
export interface Setting {
  field: TextField;
  strong: boolean;
  em: boolean;
  code: boolean;
  /** The address of the link under the caret. */
  link: string | null;
  block: Kind;
  level: number | null;
  quote: boolean;
  list: 'ul' | 'ol' | null;
}

export function settingOf(state: EditorState): Setting {
  const { $from, empty, from, to } = state.selection;
  const has = (type: typeof strong) =>
    empty ? !!type!.isInSet(state.storedMarks ?? $from.marks()) : state.doc.rangeHasMark(from, to, type!);
  const around = Array.from({ length: $from.depth }, (_, i) => $from.node($from.depth - i));
  const list = around.find((node) => node.type === ul || node.type === ol);
  const field = fieldOf(state, from);
  return {
    field,
    strong: has(strong),
    em: has(em),
    code: has(code),
    link: linkAt(state),
    block: field === 'body' && $from.parent.isTextblock ? ($from.parent.type.name as Kind) : 'paragraph',
    level: $from.parent.type === heading ? ($from.parent.attrs.level as number) : null,
    quote: around.some((node) => node.type === quote),
    list: list ? (list.type.name as 'ul' | 'ol') : null,
  };
}

export function fieldOf(state: EditorState, pos: number): TextField {
  if (pos < headlineOf(state.doc).nodeSize) return 'headline';
  return pos < bodyStart(state.doc) ? 'standfirst' : 'body';
}

function linkAt(state: EditorState): string | null {
  const range = linkRange(state);
  return range ? range.href : null;
}

/** The link around the caret or at the start of the selection. */
function linkRange({ doc, selection }: EditorState): { from: number; to: number; href: string } | null {
  const { $from } = selection;
  const find = ($pos: ResolvedPos) => link!.isInSet($pos.marks()) ?? link!.isInSet($pos.nodeAfter?.marks ?? []);
  const mark = find($from);
  if (!mark || !$from.parent.isTextblock) return null;
  let [first, last] = [$from.index(), $from.index()];
  const { parent } = $from;
  const holds = (index: number) => index >= 0 && index < parent.childCount && mark.isInSet(parent.child(index).marks);
  if (!holds(first)) first = last = first - 1;
  while (holds(first - 1)) first -= 1;
  while (holds(last + 1)) last += 1;
  let from = $from.start();
  for (let index = 0; index < first; index++) from += parent.child(index).nodeSize;
  let to = from;
  for (let index = first; index <= last; index++) to += parent.child(index).nodeSize;
  return to <= doc.content.size ? { from, to, href: String(mark.attrs.href) } : null;
}

/** Links the selection, or changes the link under the caret; null takes it away. Without either, types the address. */
export function setLink(href: string | null): Command {
  return (state, dispatch) => {
    const { empty, from, to } = state.selection;
    const existing = linkRange(state);
    const range = empty ? existing : { from, to };
    const mark = href === null ? null : link!.create({ href });
    if (!range) {
      if (!mark) return false;
      dispatch?.(state.tr.replaceSelectionWith(schema.text(mark.attrs.href as string, [mark]), false));
      return true;
    }
    const tr = state.tr.removeMark(range.from, range.to, link!);
    dispatch?.(mark ? tr.addMark(range.from, range.to, mark) : tr);
    return true;
  };
}

const inBody =
  (command: Command): Command =>
  (state, dispatch, view) =>
    fieldOf(state, state.selection.from) === 'body' && command(state, dispatch, view);

const retype = (type: NodeType, attrs?: { level: number }): Command =>
  inBody((state, dispatch, view) => {
    const { parent } = state.selection.$from;
    const isAlready = parent.type === type && (!attrs || parent.attrs.level === attrs.level);
    return setBlockType(isAlready ? paragraph! : type, isAlready ? null : attrs)(state, dispatch, view);
  });

function isInside(state: EditorState, types: NodeType[]): boolean {
  const { $from } = state.selection;
  for (let depth = $from.depth; depth > 0; depth--) if (types.includes($from.node(depth).type)) return true;
  return false;
}

/** Makes list items of blocks, plain blocks of list items, and one kind of list of the other. */
const toggleList = (type: NodeType): Command =>
  inBody((state, dispatch, view) => {
    const { $from } = state.selection;
    for (let depth = $from.depth; depth > 0; depth--) {
      const list = $from.node(depth);
      if (list.type === type) return liftListItem(li!)(state, dispatch, view);
      if (list.type === ul || list.type === ol) {
        dispatch?.(state.tr.setNodeMarkup($from.before(depth), type, list.attrs));
        return true;
      }
    }
    return wrapInList(type)(state, dispatch, view);
  });

const toggleQuote: Command = inBody((state, dispatch, view) =>
  isInside(state, [quote!]) ? lift(state, dispatch) : wrapIn(quote!)(state, dispatch, view),
);

const insertRule: Command = inBody((state, dispatch) => {
  dispatch?.(state.tr.replaceSelectionWith(hr!.create()).scrollIntoView());
  return true;
});

/** Names of what a toolbar or a palette can ask for. */
export const COMMANDS = {
  strong: toggleMark(strong!),
  em: toggleMark(em!),
  code: toggleMark(code!),
  unlink: setLink(null),
  paragraph: inBody(setBlockType(paragraph!)),
  heading2: retype(heading!, { level: 2 }),
  heading3: retype(heading!, { level: 3 }),
  heading4: retype(heading!, { level: 4 }),
  pull: retype(pull!),
  quote: toggleQuote,
  bullets: toggleList(ul!),
  numbers: toggleList(ol!),
  sink: sinkListItem(li!),
  lift: liftListItem(li!),
  rule: insertRule,
} satisfies Record<string, Command>;

export type CommandName = keyof typeof COMMANDS;

/** Whether a selection reaches from one field into another. */
export function spansFields(state: EditorState): boolean {
  return fieldOf(state, state.selection.from) !== fieldOf(state, state.selection.to);
}

/** Empties a selection over several fields field by field: words never move from one into another. */
export const clearAcrossFields: Command = (state, dispatch) => {
  if (!spansFields(state)) return false;
  const { from, to } = state.selection;
  const headlineEnd = headlineOf(state.doc).nodeSize - 1;
  const standfirstEnd = bodyStart(state.doc) - 1;
  const tr = state.tr;
  if (to > standfirstEnd + 1) {
    const [$start, $end] = [tr.doc.resolve(standfirstEnd + 1), tr.doc.resolve(to)];
    tr.delete(TextSelection.near($start, 1).from, Math.max(TextSelection.near($start, 1).from, $end.pos));
  }
  const standfirstFrom = Math.max(from, headlineEnd + 2);
  tr.delete(standfirstFrom, Math.max(standfirstFrom, Math.min(to, standfirstEnd)));
  if (from <= headlineEnd) tr.delete(from, headlineEnd);
  dispatch?.(tr.setSelection(TextSelection.near(tr.doc.resolve(from), 1)).scrollIntoView());
  return true;
};

/** Enter leads from the headline to the standfirst and from there to the body. */
export const toNextField: Command = (state, dispatch) => {
  const field = fieldOf(state, state.selection.head);
  if (field === 'body') return false;
  const next = field === 'headline' ? headlineOf(state.doc).nodeSize : bodyStart(state.doc);
  dispatch?.(state.tr.setSelection(TextSelection.near(state.doc.resolve(next), 1)).scrollIntoView());
  return true;
};

export const selectField: Command = (state, dispatch) => {
  const field = fieldOf(state, state.selection.head);
  const [headlineEnd, start] = [headlineOf(state.doc).nodeSize, bodyStart(state.doc)];
  const ranges = { headline: [0, headlineEnd], standfirst: [headlineEnd, start], body: [start, state.doc.content.size] };
  const [from, to] = ranges[field] as [number, number];
  const ends = [TextSelection.near(state.doc.resolve(from), 1), TextSelection.near(state.doc.resolve(to), -1)] as const;
  dispatch?.(state.tr.setSelection(TextSelection.create(state.doc, ends[0].from, ends[1].to)));
  return true;
};

export const hardBreak: Command = (state, dispatch) => {
  // A headline and a standfirst are one line each.
  if (fieldOf(state, state.selection.from) === 'body') dispatch?.(state.tr.insertText('\n').scrollIntoView());
  return true;
};

const atStart = ({ selection: { empty, $from } }: EditorState) => empty && $from.parentOffset === 0;
const atEnd = ({ selection: { empty, $from } }: EditorState) => empty && $from.parentOffset === $from.parent.content.size;

const plainWhenEmpty: Command = (state, dispatch, view) => {
  const { parent } = state.selection.$from;
  const isEmptyOther = atStart(state) && parent.content.size === 0 && (parent.type === heading || parent.type === pull);
  return isEmptyOther && setBlockType(paragraph!)(state, dispatch, view);
};

const liftAtItemStart: Command = (state, dispatch, view) => {
  const { $from } = state.selection;
  const isFirstOfItem = $from.depth > 1 && $from.node(-1).type === li && $from.index(-1) === 0;
  return atStart(state) && isFirstOfItem && liftListItem(li!)(state, dispatch, view);
};

// Where nothing applies the key does nothing. Left to the browser it would merge fields that stand apart.
const stayAtStart: Command = (state) => atStart(state);
const stayAtEnd: Command = (state) => atEnd(state);

export const backspace = chainCommands(
  clearAcrossFields,
  deleteSelection,
  plainWhenEmpty,
  liftAtItemStart,
  joinBackward,
  selectNodeBackward,
  stayAtStart,
);
export const deleteForward = chainCommands(clearAcrossFields, deleteSelection, joinForward, selectNodeForward, stayAtEnd);
export const enter = chainCommands(
  clearAcrossFields,
  toNextField,
  splitListItem(li!),
  createParagraphNear,
  liftEmptyBlock,
  splitBlock,
);
