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
import type { Node, NodeType, ResolvedPos } from 'prosemirror-model';
import { liftListItem, sinkListItem, splitListItem, wrapInList } from 'prosemirror-schema-list';
import { NodeSelection, TextSelection, type Command, type EditorState, type Transaction } from 'prosemirror-state';
import type { EditorView } from 'prosemirror-view';
import { bodyEnd, bodyStart, headlineOf } from './flatten';
import { schema } from './schema';
import { isAtFoot, isSide, shownSides, STASH, type SideKind } from './sides';
import { addLine, enterCell, removeLine, removeTable, selectTableBefore, tableInto } from './table';
import type { Kind } from './units';

const { paragraph, heading, pull, figure, fn, hr, quote, ul, ol, li, grid, cell } = schema.nodes as Record<string, NodeType>;
const { strong, em, code, link } = schema.marks;

/** What is there once on every page. */
export type PageField = 'headline' | 'standfirst' | 'body';

/** What a text is to whoever writes in it. */
export type TextField = PageField | SideKind;

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
  const { parent } = state.doc.resolve(pos);
  if (isSide(parent)) return parent.type.name as SideKind;
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

const retyped = (command: Command): Command => inBody(unlessCaption(command));

/** A caption stays one: made anything else it would lose its picture. */
const unlessCaption =
  (command: Command): Command =>
  (state, dispatch, view) =>
    state.selection.$from.parent.type !== figure && command(state, dispatch, view);

const retype = (type: NodeType, attrs?: { level: number }): Command =>
  retyped((state, dispatch, view) => {
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

/** Puts a footnote behind the caret and leads to its text. */
const insertNote: Command = inBody((state, dispatch, view) => {
  const { to, $to } = state.selection;
  if (!$to.parent.isTextblock || $to.parent.type === hr || isSide($to.parent)) return false;
  if (!dispatch) return true;
  dispatch(state.tr.insert(to, fn!.create()));
  if (view) openNote(view.state.doc.nodeAt(to))(view.state, view.dispatch, view);
  return true;
});

/** Leads to the text of a footnote. */
export const openNote =
  (mark: Node | null): Command =>
  ({ doc, tr }, dispatch) => {
    const note = mark?.type === fn ? shownSides(doc).find(({ kind, node }) => kind === 'note' && node.attrs.of === mark!.attrs.id) : undefined;
    if (!note) return false;
    const end = note.pos + 1 + note.node.content.size;
    dispatch?.(tr.setSelection(TextSelection.create(doc, end)).scrollIntoView());
    return true;
  };

/** From the text of a footnote back to where it is referred to. */
const leaveNote: Command = ({ doc, selection, tr }, dispatch) => {
  const { parent } = selection.$head;
  if (parent.type.name !== 'note') return false;
  let found = -1;
  doc.descendants((node, pos) => {
    if (node.type === fn && node.attrs.id === parent.attrs.of) found = pos;
    return found < 0;
  });
  if (found >= 0) dispatch?.(tr.setSelection(TextSelection.create(doc, found + 1)).scrollIntoView());
  return true;
};

/** The stash is one text: a new line of it is a hard break. */
const breakStash: Command = (state, dispatch, view) =>
  fieldOf(state, state.selection.from) === STASH && hardBreak(state, dispatch, view);

/** From the end of a pull quote to its attribution, from a caption to the words of its picture, and from the last of them to a new paragraph. */
const passBeside: Command = (state, dispatch) => {
  const { $from, empty } = state.selection;
  const { parent } = $from;
  if (!empty || isAtFoot(parent.type.name)) return false;
  const leads = parent.type === figure || isSide(parent) || (parent.type === pull && $from.parentOffset === parent.content.size);
  if (!leads) return false;
  const next = state.doc.nodeAt($from.after());
  if (next && isSide(next) && !isAtFoot(next.type.name)) {
    const end = $from.after() + 1 + next.content.size;
    dispatch?.(state.tr.setSelection(TextSelection.create(state.doc, end)).scrollIntoView());
    return true;
  }
  if (parent.type === pull) return false;
  const tr = state.tr.insert($from.after(), paragraph!.create());
  dispatch?.(tr.setSelection(TextSelection.create(tr.doc, $from.after() + 1)).scrollIntoView());
  return true;
};

/** Puts a picture behind the block of the caret, in place of that when nothing stands in it, and leads to its caption. */
export const insertFigure =
  (asset: string): Command =>
  (state, dispatch) => {
    const place = placeOf(state);
    if (!dispatch) return true;
    const tr = state.tr.replaceWith(place.from, place.to, figure!.create({ asset }));
    dispatch(tr.setSelection(TextSelection.create(tr.doc, place.from + 1)).scrollIntoView());
    return true;
  };

/** Puts a table behind the block of the caret, in place of that when nothing stands in it, and leads to its first cell. */
export const insertTable =
  (rows?: number, columns?: number): Command =>
  (state, dispatch, view) => {
    if (fieldOf(state, state.selection.from) === 'cell') return false;
    const { from, to } = placeOf(state);
    if (!dispatch) return true;
    dispatch(tableInto(state.tr, from, to, rows, columns));
    if (view) openTable(view, from);
    return true;
  };

/** Leads to the first cell of the table that stands at a position, or behind what is struck there. */
function openTable(view: EditorView, from: number) {
  let first = -1;
  view.state.doc.nodesBetween(from, view.state.doc.content.size, (node, pos) => {
    if (first < 0 && node.type === cell) first = pos + 1;
    return first < 0;
  });
  if (first >= 0) view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, first)).scrollIntoView());
}

/** Where a block goes that comes in whole. */
function placeOf(state: EditorState): { from: number; to: number } {
  const { $to } = state.selection;
  if (isAtFoot(fieldOf(state, $to.pos)) || $to.pos < bodyStart(state.doc) || $to.depth === 0) {
    const end = $to.pos < bodyStart(state.doc) ? bodyStart(state.doc) : bodyEnd(state.doc);
    return { from: end, to: end };
  }
  const { parent } = $to;
  if (parent.type === paragraph && parent.content.size === 0) return { from: $to.before(), to: $to.after() };
  let from = $to.after();
  // Behind a block are the texts that belong to it.
  for (let next = state.doc.nodeAt(from); next && isBeside(next); next = state.doc.nodeAt(from)) from += next.nodeSize;
  return { from, to: from };
}

/** Whether a node stands behind a block that it belongs to. */
function isBeside(node: Node): boolean {
  return node.type === grid || (isSide(node) && !isAtFoot(node.type.name));
}

/** Names of what a toolbar or a palette can ask for. */
export const COMMANDS = {
  strong: toggleMark(strong!),
  em: toggleMark(em!),
  code: toggleMark(code!),
  unlink: setLink(null),
  paragraph: retyped(setBlockType(paragraph!)),
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
  note: insertNote,
  table: insertTable(),
  rowAbove: addLine('row', 'before'),
  rowBelow: addLine('row', 'after'),
  columnLeft: addLine('col', 'before'),
  columnRight: addLine('col', 'after'),
  deleteRow: removeLine('row'),
  deleteColumn: removeLine('col'),
  deleteTable: removeTable,
} satisfies Record<string, Command>;

export type CommandName = keyof typeof COMMANDS;

/** Whether a selection reaches from one field into another. */
export function spansFields(state: EditorState): boolean {
  const { $from, $to } = state.selection;
  const isOneKind = fieldOf(state, $from.pos) === fieldOf(state, $to.pos);
  return !isOneKind || (isSide($from.parent) && !$from.sameParent($to));
}

/** Empties a selection over several fields field by field: words never move from one into another. */
export const clearAcrossFields: Command = (state, dispatch) => {
  if (!spansFields(state)) return false;
  const { from, to, $from, $to } = state.selection;
  if (isSide($from.parent) || isSide($to.parent)) return clearTexts(state, dispatch);
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

/** Empties what is selected text by text, and joins none: an attribution or a footnote is never part of the block beside it. */
function clearTexts(state: EditorState, dispatch?: (tr: Transaction) => void): boolean {
  const { from, to } = state.selection;
  const ranges: [number, number][] = [];
  state.doc.nodesBetween(from, to, (node, pos) => {
    if (!node.isTextblock) return true;
    const [start, end] = [Math.max(from, pos + 1), Math.min(to, pos + 1 + node.content.size)];
    if (start < end) ranges.push([start, end]);
    return false;
  });
  const { tr } = state;
  for (const [start, end] of ranges.reverse()) tr.delete(start, end);
  dispatch?.(tr.setSelection(TextSelection.near(tr.doc.resolve(from), 1)).scrollIntoView());
  return true;
}

/** Enter leads from the headline to the standfirst and from there to the body. */
export const toNextField: Command = (state, dispatch) => {
  const field = fieldOf(state, state.selection.head);
  if (field !== 'headline' && field !== 'standfirst') return false;
  const next = field === 'headline' ? headlineOf(state.doc).nodeSize : bodyStart(state.doc);
  dispatch?.(state.tr.setSelection(TextSelection.near(state.doc.resolve(next), 1)).scrollIntoView());
  return true;
};

export const selectField: Command = (state, dispatch) => {
  const field = fieldOf(state, state.selection.head);
  const [headlineEnd, start] = [headlineOf(state.doc).nodeSize, bodyStart(state.doc)];
  const { $head } = state.selection;
  const own: [number, number] = $head.depth > 0 ? [$head.start() - 1, $head.end() + 1] : [0, 0];
  const ranges: Partial<Record<TextField, [number, number]>> = { headline: [0, headlineEnd], standfirst: [headlineEnd, start], body: [start, bodyEnd(state.doc)] };
  const [from, to] = ranges[field] ?? own;
  const ends = [TextSelection.near(state.doc.resolve(from), 1), TextSelection.near(state.doc.resolve(to), -1)] as const;
  dispatch?.(state.tr.setSelection(TextSelection.create(state.doc, ends[0].from, ends[1].to)));
  return true;
};

export const hardBreak: Command = (state, dispatch) => {
  // A headline and a standfirst are one line each, and so is an attribution.
  if (['body', 'note', 'stash'].includes(fieldOf(state, state.selection.from))) dispatch?.(state.tr.insertText('\n').scrollIntoView());
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

/** An attribution that is empty is left backwards, to the end of its pull quote, and so are the words of a picture. */
const leaveEmptyBeside: Command = (state, dispatch) => {
  const { $from } = state.selection;
  if (!atStart(state) || !isSide($from.parent) || isAtFoot($from.parent.type.name) || $from.parent.content.size > 0) return false;
  dispatch?.(state.tr.setSelection(TextSelection.near(state.doc.resolve($from.before()), -1)).scrollIntoView());
  return true;
};

/** From the start of a caption to its whole figure, which the next press takes away. */
const selectFigure: Command = (state, dispatch) => {
  const { $from } = state.selection;
  if (!atStart(state) || $from.parent.type !== figure) return false;
  dispatch?.(state.tr.setSelection(NodeSelection.create(state.doc, $from.before())));
  return true;
};

/** Selects the figure whose picture was clicked. */
export const clickFigure =
  (node: Node, pos: number, target: EventTarget | null): Command =>
  (state, dispatch) => {
    if (node.type !== figure || !(target instanceof Element) || !target.closest('.picture')) return false;
    dispatch?.(state.tr.setSelection(NodeSelection.create(state.doc, pos)));
    return true;
  };

// Where nothing applies the key does nothing. Left to the browser it would merge fields that stand apart.
const stayAtStart: Command = (state) => atStart(state);
const stayAtEnd: Command = (state) => atEnd(state);

export const backspace = chainCommands(
  clearAcrossFields,
  deleteSelection,
  selectTableBefore,
  leaveEmptyBeside,
  plainWhenEmpty,
  liftAtItemStart,
  selectFigure,
  joinBackward,
  selectNodeBackward,
  stayAtStart,
);
export const deleteForward = chainCommands(clearAcrossFields, deleteSelection, joinForward, selectNodeForward, stayAtEnd);
export const enter = chainCommands(
  clearAcrossFields,
  toNextField,
  leaveNote,
  breakStash,
  enterCell,
  passBeside,
  splitListItem(li!),
  createParagraphNear,
  liftEmptyBlock,
  splitBlock,
);
