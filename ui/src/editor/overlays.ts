// What lies over the text while it is written and is no part of it: open `TK`s, the place where the commissioned words
// end, the paragraph that one is in, and where suggested words begin and end, for ears.

import type { Node } from 'prosemirror-model';
import { Plugin, PluginKey, type EditorState } from 'prosemirror-state';
import { Decoration, DecorationSet } from 'prosemirror-view';
import { endDecorations, type EndWords } from './ends';
import { isCounted, published, textOf, wordsOfLine, type Line } from './lines';
import { STASH } from './sides';
import { tksIn, type Tk } from './words';

export interface OverlayWishes {
  /** How many words were asked for; null when nobody said. */
  commissioned: () => number | null;
  /** Whether the paragraph of the caret is set off from the others. */
  focuses: () => boolean;
  /** What is heard where suggested words begin and end; null when nobody asked to hear it. */
  says: () => EndWords | null;
}

const key = new PluginKey<DecorationSet>('overlays');
const known = new WeakMap<Node, Tk[]>();

export function overlays(wishes: OverlayWishes): Plugin<DecorationSet> {
  return new Plugin<DecorationSet>({
    key,
    state: {
      init: (_config, state) => drawn(state, wishes),
      apply: (tr, shown, _before, state) => {
        const isCurrent = !tr.docChanged && !tr.getMeta(key) && !(tr.selectionSet && wishes.focuses());
        return isCurrent ? shown : drawn(state, wishes);
      },
    },
    props: { decorations: (state) => key.getState(state) },
  });
}

/** Draws anew after a wish has changed. */
export function redrawOverlays(state: EditorState) {
  return state.tr.setMeta(key, true);
}

function drawn(state: EditorState, { commissioned, focuses, says }: OverlayWishes): DecorationSet {
  const decorations: Decoration[] = [];
  state.doc.descendants((node, pos) => {
    if (!node.isTextblock) return true;
    const found = node.type.name === STASH ? [] : tks(node);
    for (const { from, to } of found) decorations.push(Decoration.inline(pos + 1 + from, pos + 1 + to, { class: 'tk' }));
    return false;
  });
  const [count, words] = [commissioned(), says()];
  const lines = count || words ? published(state.doc) : [];
  const end = endOfCommission(lines, count);
  if (end) decorations.push(Decoration.inline(end.from, end.to, { class: 'enough' }));
  if (words) decorations.push(...endDecorations(lines, words));
  const { $head } = state.selection;
  if (focuses() && $head.parent.isTextblock) decorations.push(Decoration.node($head.before(), $head.after(), { class: 'here' }));
  return DecorationSet.create(state.doc, decorations);
}

function tks(line: Node): Tk[] {
  let found = known.get(line);
  if (!found) known.set(line, (found = tksIn(textOf(line))));
  return found;
}

/** The last of the words that were asked for, when more follow. */
export function endOfCommission(lines: Line[], commissioned: number | null): { from: number; to: number } | null {
  let left = commissioned ?? 0;
  let end: { from: number; to: number } | null = null;
  if (left <= 0) return null;
  for (const { start, node } of lines) {
    if (!isCounted(node)) continue;
    const words = wordsOfLine(node);
    if (words.length > 0 && left === 0) return end;
    const last = words[left - 1];
    if (last) end = { from: start + last.from, to: start + last.to };
    if (words.length > left) return end;
    left -= words.length;
  }
  return null;
}
