// Keys that browsers answer by themselves, such as arrows, done at a moment when it is too late to leave them to one.

import { TextSelection } from 'prosemirror-state';
import type { EditorView } from 'prosemirror-view';

/** Where a key leads: alone, and with Ctrl. */
const WAYS: Record<string, [direction: string, alone: string, held: string]> = {
  ArrowLeft: ['left', 'character', 'word'],
  ArrowRight: ['right', 'character', 'word'],
  ArrowUp: ['backward', 'line', 'paragraph'],
  ArrowDown: ['forward', 'line', 'paragraph'],
  Home: ['backward', 'lineboundary', 'documentboundary'],
  End: ['forward', 'lineboundary', 'documentboundary'],
};
const TAKES: Record<string, string> = { Backspace: 'backward', Delete: 'forward' };

/** Moves the caret or takes a word, as the browser would have. False for any other key. */
export function pressLate(view: EditorView, { key, shiftKey, ctrlKey, metaKey }: KeyboardEvent): boolean {
  const held = ctrlKey || metaKey;
  const way = WAYS[key];
  if (way) select(view, shiftKey, way[0], held ? way[2] : way[1]);
  else if (TAKES[key] && held) {
    select(view, true, TAKES[key], 'word');
    view.dispatch(view.state.tr.deleteSelection().scrollIntoView());
  } else return false;
  return true;
}

function select(view: EditorView, extend: boolean, direction: string, by: string) {
  const shown = view.dom.ownerDocument.getSelection();
  if (!shown) return;
  shown.modify(extend ? 'extend' : 'move', direction, by);
  const { anchorNode, anchorOffset, focusNode, focusOffset } = shown;
  if (!anchorNode || !focusNode || !view.dom.contains(anchorNode) || !view.dom.contains(focusNode)) return;
  const { doc, tr } = view.state;
  const [anchor, head] = [view.posAtDOM(anchorNode, anchorOffset), view.posAtDOM(focusNode, focusOffset)];
  view.dispatch(tr.setSelection(TextSelection.between(doc.resolve(anchor), doc.resolve(head))).scrollIntoView());
}
