// What the keys and the toolbar do to a table: put one in, go from cell to cell, add and take away rows and columns.
//
// Commands change which rows and columns there are; the cells follow (`arrange`). A new row or column has a name that stands for
// none, until the normaliser gives it one (`nameLines`).

import type { Node, NodeType } from 'prosemirror-model';
import { NodeSelection, TextSelection, type Command, type EditorState, type Transaction } from 'prosemirror-state';
import type { EditorView } from 'prosemirror-view';
import { leavesOf } from './flatten';
import { gridOf, lineKey, newLines, withLine, withoutLine, type Grid, type Lines, type Way } from './grid';
import type { NewId } from './ids';
import { schema } from './schema';
import type { Attributes } from './wire';

const { cell, grid, paragraph, table } = schema.nodes as Record<'cell' | 'grid' | 'paragraph' | 'table', NodeType>;

/** What a table begins with, the header counted. */
const ROWS = 3;
const COLUMNS = 2;

/** Stands for a name that is not given yet; no peer is called so. */
const NAMELESS = 'new-';

/** The cell of a position, and the table that it is in. */
export interface CellPlace {
  table: Node;
  /** The position before the table's marker. */
  pos: number;
  /** The position before its cells. */
  cells: number;
  grid: Grid;
  row: number;
  column: number;
}

export function cellAt({ selection: { $head } }: EditorState): CellPlace | null {
  if ($head.parent.type !== cell) return null;
  const { depth } = $head;
  const cells = $head.before(depth - 2);
  const marker = $head.doc.resolve(cells).nodeBefore;
  if (!marker || marker.type !== table) return null;
  const { lines, bm } = marker.attrs;
  const whole = gridOf(lines as Lines, bm as Attributes | null);
  return { table: marker, pos: cells - marker.nodeSize, cells, grid: whole, row: $head.index(depth - 2), column: $head.index(depth - 1) };
}

/** Puts an empty table in place of a stretch between blocks. */
export function tableInto(tr: Transaction, from: number, to: number, rows = ROWS, columns = COLUMNS): Transaction {
  let count = 0;
  const lines = newLines(rows, columns, () => `${NAMELESS}${++count}`);
  return tr.replaceWith(from, to, table.create({ lines }));
}

/** Gives new rows and columns the names that nothing has. */
export function nameLines(tr: Transaction, newId: NewId): boolean {
  let named = false;
  for (const { node, pos } of leavesOf(tr.doc)) {
    if (node.type !== table || !Object.keys(node.attrs.lines as Lines).some(isNameless)) continue;
    const lines = Object.entries(node.attrs.lines as Lines).map(([key, rank]) => [isNameless(key) ? key.replace(/new-.*$/, newId()) : key, rank] as const);
    tr.setNodeAttribute(pos, 'lines', Object.fromEntries(lines));
    named = true;
  }
  return named;
}

function isNameless(key: string): boolean {
  return key.startsWith(lineKey('row', NAMELESS)) || key.startsWith(lineKey('col', NAMELESS));
}

/** Goes to the end of a cell, counted from 0; false when there is none. */
function goTo(view: EditorView | undefined, cells: number, row: number, column: number): boolean {
  const rows = view?.state.doc.nodeAt(cells);
  if (!view || !rows || rows.type !== grid || row >= rows.childCount || column >= rows.child(row).childCount) return false;
  view.dispatch(selectCell(view.state, cells, row, column));
  return true;
}

function selectCell({ doc, tr }: EditorState, cells: number, row: number, column: number): Transaction {
  const rows = doc.nodeAt(cells)!;
  let pos = cells + 1;
  for (let at = 0; at < row; at++) pos += rows.child(at).nodeSize;
  pos += 1;
  for (let at = 0; at < column; at++) pos += rows.child(row).child(at).nodeSize;
  return tr.setSelection(TextSelection.create(doc, pos + 1 + rows.child(row).child(column).content.size)).scrollIntoView();
}

/** Adds a row or a column beside the one of the caret, and leads there. */
export const addLine =
  (way: Way, side: 'before' | 'after'): Command =>
  (state, dispatch, view) => {
    const place = cellAt(state);
    if (!place) return false;
    const at = (way === 'row' ? place.row : place.column) + (side === 'after' ? 1 : 0);
    const lines = withLine(place.table.attrs.lines as Lines, place.grid, way, `${NAMELESS}1`, at);
    if (!lines) return false;
    dispatch?.(state.tr.setNodeAttribute(place.pos, 'lines', lines));
    if (dispatch) goTo(view, place.cells, way === 'row' ? at : place.row, way === 'col' ? at : place.column);
    return true;
  };

/** Takes away the row or the column of the caret; the last one takes the table with it. What is struck already is left. */
export const removeLine =
  (way: Way): Command =>
  (state, dispatch, view) => {
    const place = cellAt(state);
    if (!place) return false;
    const all = way === 'row' ? place.grid.rows : place.grid.columns;
    const line = all[way === 'row' ? place.row : place.column]!;
    if (line.said === 'del') return false;
    if (all.filter(({ said }) => said !== 'del').length === 1) return removeTable(state, dispatch, view);
    const caret = way === 'row' ? { row: Math.max(0, place.row - 1), column: place.column } : { row: place.row, column: Math.max(0, place.column - 1) };
    dispatch?.(state.tr.setNodeAttribute(place.pos, 'lines', withoutLine(place.table.attrs.lines as Lines, way, line.id)));
    if (dispatch) goTo(view, place.cells, caret.row, caret.column);
    return true;
  };

export const removeTable: Command = (state, dispatch) => {
  const place = cellAt(state);
  if (!place) return false;
  dispatch?.(state.tr.delete(place.pos, place.cells).scrollIntoView());
  return true;
};

/** To the next cell; from the last one to a new row. */
export const nextCell: Command = (state, dispatch, view) => {
  const place = cellAt(state);
  if (!place) return false;
  const { row, column, cells } = place;
  const { rows, columns } = place.grid;
  if (column + 1 < columns.length) dispatch?.(selectCell(state, cells, row, column + 1));
  else if (row + 1 < rows.length) dispatch?.(selectCell(state, cells, row + 1, 0));
  else {
    const added = addLine('row', 'after')(state, dispatch, view);
    if (added && dispatch) goTo(view, cells, row + 1, 0);
  }
  return true;
};

export const previousCell: Command = (state, dispatch) => {
  const place = cellAt(state);
  if (!place) return false;
  const { row, column, cells } = place;
  if (column > 0) dispatch?.(selectCell(state, cells, row, column - 1));
  else if (row > 0) dispatch?.(selectCell(state, cells, row - 1, place.grid.columns.length - 1));
  return true;
};

/** To the cell below; from the last row to a new paragraph under the table. */
export const enterCell: Command = (state, dispatch) => {
  const place = cellAt(state);
  if (!place) return false;
  if (place.row + 1 < place.grid.rows.length) dispatch?.(selectCell(state, place.cells, place.row + 1, place.column));
  else dispatch?.(below(state, place));
  return true;
};

function below(state: EditorState, { cells }: CellPlace): Transaction {
  const end = cells + state.doc.nodeAt(cells)!.nodeSize;
  const tr = state.tr.insert(end, paragraph.create());
  return tr.setSelection(TextSelection.create(tr.doc, end + 1)).scrollIntoView();
}

/** Arrows lead from cell to cell, and out of the table where it ends. */
export const arrow =
  (direction: 'left' | 'right' | 'up' | 'down'): Command =>
  (state, dispatch, view) => {
    const place = cellAt(state);
    const { empty, $head } = state.selection;
    if (!place || !empty) return false;
    const isLine = direction === 'up' || direction === 'down';
    const atEdge = isLine ? (view?.endOfTextblock(direction) ?? true) : $head.parentOffset === (direction === 'left' ? 0 : $head.parent.content.size);
    if (!atEdge) return false;
    const [row, column] = stepFrom(place, direction);
    if (row >= 0 && row < place.grid.rows.length) dispatch?.(selectCell(state, place.cells, row, column));
    else if (row < 0) dispatch?.(above(state, place));
    else dispatch?.(behind(state, place));
    return true;
  };

function stepFrom({ row, column, grid: { columns } }: CellPlace, direction: 'left' | 'right' | 'up' | 'down'): [row: number, column: number] {
  if (direction === 'up') return [row - 1, column];
  if (direction === 'down') return [row + 1, column];
  if (direction === 'left') return column > 0 ? [row, column - 1] : [row - 1, columns.length - 1];
  return column + 1 < columns.length ? [row, column + 1] : [row + 1, 0];
}

/** The table as a whole: the next key leads past it, or takes it away. */
function above(state: EditorState, { pos }: CellPlace): Transaction {
  return state.tr.setSelection(NodeSelection.create(state.doc, pos)).scrollIntoView();
}

function behind(state: EditorState, place: CellPlace): Transaction {
  const end = place.cells + state.doc.nodeAt(place.cells)!.nodeSize;
  const next = TextSelection.findFrom(state.doc.resolve(end), 1, true);
  return next && next.$head.parent.type.spec.attrs?.id ? state.tr.setSelection(next).scrollIntoView() : below(state, place);
}

/** From the start of the block under a table to that table as a whole, which the next press takes away. */
export const selectTableBefore: Command = (state, dispatch) => {
  const { $from, empty } = state.selection;
  if (!empty || $from.parentOffset > 0 || $from.depth === 0) return false;
  const start = $from.before();
  const before = state.doc.resolve(start).nodeBefore;
  if (!before || before.type !== grid || $from.parent.content.size === 0) return false;
  const marker = state.doc.resolve(start - before.nodeSize).nodeBefore;
  if (!marker || marker.type !== table) return false;
  dispatch?.(state.tr.setSelection(NodeSelection.create(state.doc, start - before.nodeSize - marker.nodeSize)));
  return true;
};
