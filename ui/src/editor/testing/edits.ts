// Random edits as people and commands make them, for property tests.

import {
  chainCommands,
  createParagraphNear,
  deleteSelection,
  joinBackward,
  joinDown,
  joinForward,
  joinUp,
  lift,
  liftEmptyBlock,
  selectNodeBackward,
  selectNodeForward,
  setBlockType,
  splitBlock,
  toggleMark,
  wrapIn,
} from 'prosemirror-commands';
import { Fragment, Slice, type Node } from 'prosemirror-model';
import { liftListItem, sinkListItem, splitListItem, wrapInList } from 'prosemirror-schema-list';
import { AllSelection, NodeSelection, TextSelection, type Command, type EditorState, type Transaction } from 'prosemirror-state';
import { backspace, COMMANDS, deleteForward, enter, hardBreak, insertFigure, insertTable } from '../commands';
import { newLines } from '../grid';
import { gridNodes } from '../project';
import { isSelectedWhole } from '../receive';
import { schema } from '../schema';
import { shownSides } from '../sides';
import { addLine, nextCell, removeLine, removeTable } from '../table';
import type { Random } from './random';

const { nodes, marks } = schema;

// Words with emoji, joined emoji, a flag, combining marks, right-to-left letters, breaks and units that must not get in.
const PIECES = [
  'a', 'b', 'the ', 'minister ', 'e', ' ', '.', 'Ünïcode', '😀', '👩‍👩‍👧', '🇬🇧', 'e\u0301\u0323', 'שלום', 'مرحبا', '漢字', '\n',
  '\uFFFC', '\uFFF9', '\uD83D', '\uDE00', '\u200B', '\u2028', '\t', 'x',
];

/** Where the words of an edit come from. */
export type Words = (random: Random) => string;

export const anyWords: Words = (random) => Array.from({ length: random.between(1, 3) }, () => random.pick(PIECES)).join('');

type Edit = (state: EditorState, random: Random, words: Words) => Transaction | null;

/** What a command does in a state; null when it does not apply. */
export function outcome(state: EditorState, command: Command): Transaction | null {
  let done: Transaction | null = null;
  command(state, (tr) => (done = tr));
  return done;
}

const run =
  (command: (random: Random) => Command): Edit =>
  (state, random) =>
    outcome(state, command(random));

export function randomMarks(random: Random) {
  const chosen = [schema.mark('strong'), schema.mark('em'), schema.mark('code'), schema.mark('link', { href: `https://a.test/${random.below(3)}` })];
  return chosen.filter(() => random.chance(0.2));
}

function randomRange(state: EditorState, random: Random): [number, number] {
  const size = state.doc.content.size;
  const from = random.below(size + 1);
  const to = random.chance(0.6) ? Math.min(size, from + random.below(12)) : random.below(size + 1);
  return [Math.min(from, to), Math.max(from, to)];
}

function bodyNode(state: EditorState, random: Random): { node: Node; pos: number } | null {
  const found: { node: Node; pos: number }[] = [];
  state.doc.descendants((node, pos, parent) => {
    if (!node.isInline && parent && node.type !== nodes.headline && node.type !== nodes.standfirst) found.push({ node, pos });
    return !node.isTextblock;
  });
  return found.length ? random.pick(found) : null;
}

function randomPicture(random: Random): string {
  return random.pick(['0f', '1e', '2d']).repeat(32);
}

function randomBlock(random: Random, words: Words, depth = 0): Node {
  const text = random.chance(0.8) ? words(random) : '';
  const inline = text ? schema.text(text, randomMarks(random)) : null;
  const blocks = () => Array.from({ length: random.between(1, 2) }, () => randomBlock(random, words, depth + 1));
  const kind = random.below(depth > 2 ? 4 : 8);
  if (kind === 0) return nodes.heading!.create({ level: random.between(2, 4) }, inline);
  if (kind === 1) return nodes.pull!.create(null, inline);
  if (kind === 2 && random.chance(0.5)) return nodes.figure!.create({ asset: randomPicture(random) }, inline);
  if (kind === 3 && random.chance(0.1)) return nodes[random.pick(['alt', 'credit'])]!.create({ of: null }, inline);
  if (kind === 3 && random.chance(0.3)) return nodes.by!.create({ of: null }, inline);
  if (kind === 3 && inline) return nodes.paragraph!.create(null, [inline, nodes.fn!.create()]);
  if (kind === 2) return nodes.hr!.create();
  if (kind === 4) return nodes.quote!.create(null, blocks());
  if (kind === 5 || kind === 6) {
    const items = Array.from({ length: random.between(1, 3) }, () => nodes.li!.create(null, blocks()));
    const cid = kind === 5 && random.chance(0.3) ? '@5' : null;
    return nodes[kind === 5 ? 'ol' : 'ul']!.create({ cid }, items);
  }
  return nodes.paragraph!.create(null, inline);
}

function randomCell(state: EditorState, random: Random) {
  const cells = shownSides(state.doc).filter(({ kind }) => kind === 'cell');
  return cells.length ? random.pick(cells) : null;
}

/** A command with the caret in some cell. */
function inTable(command: (random: Random) => Command): Edit {
  return (state, random) => {
    const cell = randomCell(state, random);
    const inside = cell && state.apply(state.tr.setSelection(TextSelection.create(state.doc, cell.pos + 1)));
    const tr = inside && outcome(inside, command(random));
    return tr && onto(state, tr);
  };
}

/** The same edit from a state with another selection. */
function onto(state: EditorState, { steps }: Transaction): Transaction {
  return steps.reduce((tr, step) => tr.step(step), state.tr);
}

/** A table as it comes from elsewhere: its cells know their rows and columns, and no table yet. */
function randomTable(random: Random, words: Words): Node[] {
  let next = 0;
  const lines = newLines(random.between(1, 3), random.between(1, 3), () => `t-${++next}`);
  const show = (_kind: string, of: string, attrs?: Node['attrs']) =>
    nodes.cell!.create({ ...attrs, of: of.slice(1) }, random.chance(0.6) ? schema.text(words(random).replace(/[\uFFFC\uFFF9]/g, 'x') || 'x') : null);
  return [nodes.table!.create({ lines }), ...gridNodes('x', lines, null, show)];
}

const EDITS: Record<string, Edit> = {
  type: (state, random, words) => state.tr.insertText(words(random)),
  typeAnywhere: (state, random, words) => {
    const [from] = randomRange(state, random);
    return state.doc.resolve(from).parent.isTextblock ? state.tr.insertText(words(random), from) : null;
  },
  typeMarked: (state, random, words) => state.tr.replaceSelectionWith(schema.text(words(random), randomMarks(random)), false),
  enter: (state) =>
    state.selection.$from.depth > 0 ? outcome(state, chainCommands(createParagraphNear, liftEmptyBlock, splitBlock)) : null,
  enterKey: run(() => enter),
  backspaceKey: run(() => backspace),
  deleteKey: run(() => deleteForward),
  breakKey: run(() => hardBreak),
  bullets: run(() => COMMANDS.bullets),
  numbers: run(() => COMMANDS.numbers),
  toggleQuote: run(() => COMMANDS.quote),
  toggleHeading: run(() => COMMANDS.heading3),
  enterInList: run(() => splitListItem(nodes.li!)),
  backspace: run(() => chainCommands(deleteSelection, joinBackward, selectNodeBackward)),
  del: run(() => chainCommands(deleteSelection, joinForward, selectNodeForward)),
  eraseBefore: (state) => {
    const { $from } = state.selection;
    return $from.parentOffset > 0 ? state.tr.delete($from.pos - 1, $from.pos) : null;
  },
  sink: run(() => sinkListItem(nodes.li!)),
  liftItem: run(() => liftListItem(nodes.li!)),
  lift: run(() => lift),
  joinUp: run(() => joinUp),
  joinDown: run(() => joinDown),
  quote: run(() => wrapIn(nodes.quote!)),
  list: run((random) => wrapInList(random.chance(0.5) ? nodes.ul! : nodes.ol!)),
  heading: run((random) => setBlockType(nodes.heading!, { level: random.between(2, 4) })),
  paragraph: run(() => setBlockType(nodes.paragraph!)),
  pull: run(() => setBlockType(nodes.pull!)),
  rule: run(() => setBlockType(nodes.hr!)),
  figure: run((random) => setBlockType(nodes.figure!, { asset: randomPicture(random) })),
  insertFigure: run((random) => insertFigure(randomPicture(random))),
  insertTable: run((random) => insertTable(random.between(1, 3), random.between(1, 3))),
  tabKey: run(() => nextCell),
  addRow: inTable((random) => addLine('row', random.pick(['before', 'after']))),
  addColumn: inTable((random) => addLine('col', random.pick(['before', 'after']))),
  dropRow: inTable(() => removeLine('row')),
  dropColumn: inTable(() => removeLine('col')),
  dropTable: inTable(() => removeTable),
  typeInCell: (state, random, words) => {
    const cell = randomCell(state, random);
    return cell && state.tr.insertText(words(random), cell.pos + 1 + random.below(cell.node.content.size + 1));
  },
  strong: run(() => toggleMark(marks.strong!)),
  em: run(() => toggleMark(marks.em!)),
  link: run((random) => toggleMark(marks.link!, { href: `https://a.test/${random.below(3)}` })),
  markRange: (state, random) => state.tr.addMark(...randomRange(state, random), schema.mark(random.pick(['strong', 'em', 'code']))),
  unmarkRange: (state, random) => state.tr.removeMark(...randomRange(state, random)),
  note: run(() => COMMANDS.note),
  typeBeside: (state, random, words) => {
    const sides = shownSides(state.doc);
    if (sides.length === 0) return null;
    const { pos, node } = random.pick(sides);
    return state.tr.insertText(words(random), pos + 1 + random.below(node.content.size + 1));
  },
  insertRule: (state) => state.tr.replaceSelectionWith(nodes.hr!.create()),
  deleteRange: (state, random) => state.tr.deleteRange(...randomRange(state, random)),
  cut: (state, random) => state.tr.delete(...randomRange(state, random)),
  replaceRange: (state, random, words) => state.tr.insertText(words(random), ...randomRange(state, random)),
  paste: (state, random, words) => {
    const block = () => (random.chance(0.1) ? randomTable(random, words) : [randomBlock(random, words)]);
    const blocks = Fragment.from(Array.from({ length: random.between(1, 3) }, block).flat());
    return state.tr.replaceSelection(random.chance(0.5) ? Slice.maxOpen(blocks) : new Slice(blocks, 0, 0));
  },
  pasteCopy: (state, random) => {
    const slice = state.doc.slice(...randomRange(state, random));
    const [from, to] = randomRange(state, random);
    return random.chance(0.5) ? state.tr.replaceRange(from, to, slice) : state.tr.replaceSelection(slice);
  },
  move: (state, random) => {
    const found = bodyNode(state, random);
    const target = bodyNode(state, random);
    if (!found || !target) return null;
    const tr = state.tr.delete(found.pos, found.pos + found.node.nodeSize);
    return tr.insert(tr.mapping.map(target.pos), found.node);
  },
  duplicate: (state, random) => {
    const found = bodyNode(state, random);
    return found ? state.tr.insert(found.pos, found.node) : null;
  },
  replaceAll: (state, random, words) => {
    const by = words(random);
    const found: number[] = [];
    state.doc.descendants((node, pos) => {
      if (!node.isText) return;
      for (const match of node.text!.matchAll(/[ae]/g)) found.push(pos + match.index);
    });
    const tr = state.tr;
    for (const pos of found.reverse()) tr.insertText(by, pos, pos + 1);
    return tr;
  },
  splitDeep: (state, random) => {
    const { $from } = state.selection;
    return $from.depth > 1 ? state.tr.split($from.pos, random.between(1, $from.depth - 1)) : null;
  },
  level: (state, random) => {
    const found = bodyNode(state, random);
    if (!found || found.node.type !== nodes.heading) return null;
    return state.tr.setNodeMarkup(found.pos, null, { ...found.node.attrs, level: random.between(2, 4) });
  },
  dropNode: (state, random) => {
    const found = bodyNode(state, random);
    if (!found) return null;
    return state.tr.delete(found.pos, found.pos + found.node.nodeSize);
  },
  typeOverAll: (state, random, words) => state.tr.setSelection(new AllSelection(state.doc)).insertText(words(random)),
};

/** Edits that never take words from one place to another, so no word can come to stand twice. */
export const EDITS_WITHOUT_MOVES = Object.keys(EDITS).filter(
  (kind) => !['move', 'pasteCopy', 'duplicate', 'replaceAll', 'typeOverAll', 'splitDeep'].includes(kind),
);
export const ALL_EDITS = Object.keys(EDITS);

/** A random caret or selection. */
export function randomSelection(state: EditorState, random: Random): EditorState {
  const { doc } = state;
  const [from, to] = randomRange(state, random);
  const node = doc.nodeAt(from);
  if (node && isSelectedWhole(node) && random.chance(0.5)) {
    return state.apply(state.tr.setSelection(NodeSelection.create(doc, from)));
  }
  const selection = TextSelection.between(doc.resolve(from), doc.resolve(random.chance(0.7) ? from : to));
  return state.apply(state.tr.setSelection(selection));
}

/** A random edit at a random selection, as a transaction that is not dispatched yet. */
export function randomEdit(
  state: EditorState,
  random: Random,
  words: Words = anyWords,
  kinds: string[] = ALL_EDITS,
): { state: EditorState; kind: string; tr: Transaction } {
  for (;;) {
    const kind = random.pick(kinds);
    // Most of what people do is typing; the big ones would leave nothing to edit.
    if (['cut', 'deleteRange', 'replaceRange', 'typeOverAll'].includes(kind) && random.chance(0.7)) continue;
    const selected = random.chance(0.8) ? randomSelection(state, random) : state;
    try {
      const tr = EDITS[kind]!(selected, random, words);
      if (tr?.docChanged) return { state: selected, kind, tr };
    } catch (error) {
      // ProseMirror refuses an edit that makes no document; a person sees nothing happen.
      const name = error instanceof Error ? error.name : '';
      if (!['RangeError', 'ReplaceError', 'TransformError'].includes(name)) throw error;
    }
  }
}
