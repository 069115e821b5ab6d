// Hits as they are shown in the text. They are decorations: nothing of them is part of the story.

import { Plugin, PluginKey, type EditorState } from 'prosemirror-state';
import { Decoration, DecorationSet, type EditorView } from 'prosemirror-view';

export interface Highlights {
  hits: readonly { from: number; to: number }[];
  /** The hit that is looked at. */
  at: number | null;
}

/** Cutting a long text into more pieces than this would slow typing; the hits nearest to the current one are shown. */
const MOST_SHOWN = 600;
const key = new PluginKey<DecorationSet>('highlights');

export function highlighting(onDoc: () => void): Plugin<DecorationSet> {
  return new Plugin<DecorationSet>({
    key,
    state: {
      init: () => DecorationSet.empty,
      apply: (tr, shown) => {
        const highlights = tr.getMeta(key) as Highlights | undefined;
        return highlights ? decorations(tr.doc, highlights) : shown.map(tr.mapping, tr.doc);
      },
    },
    props: { decorations: (state) => key.getState(state) },
    view: () => watching(onDoc),
  });
}

/** Tells of another text, but not while an input method composes: decorations put there would end the composing. */
function watching(onDoc: () => void) {
  let told: EditorState['doc'] | null = null;
  return {
    update: (view: EditorView) => {
      if (view.state.doc === told || view.composing) return;
      told = view.state.doc;
      onDoc();
    },
  };
}

export function highlight(state: EditorState, highlights: Highlights) {
  return state.tr.setMeta(key, highlights);
}

function decorations(doc: EditorState['doc'], { hits, at }: Highlights): DecorationSet {
  const first = Math.max(0, Math.min((at ?? 0) - MOST_SHOWN / 2, hits.length - MOST_SHOWN));
  const shown = hits.slice(first, first + MOST_SHOWN);
  return DecorationSet.create(
    doc,
    shown.map(({ from, to }, place) => Decoration.inline(from, to, { class: first + place === at ? 'hit current' : 'hit' })),
  );
}
