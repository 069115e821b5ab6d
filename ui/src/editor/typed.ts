// Typed letters go from the key straight into the state. Browsers put them into the page first, in a time that grows with
// the length of the text, and leave it to be read what they did.

import type { EditorView } from 'prosemirror-view';

/**
 * Takes typed words from the browser, unless an input method composes them, or the browser means another place than the
 * state does. Then it goes the longer way, by which nothing can be lost.
 */
export function takeTyped(view: EditorView, event: InputEvent): boolean {
  if (event.inputType !== 'insertText' || !event.data || event.isComposing || view.composing) return false;
  const { from, to } = view.state.selection;
  const text = event.data;
  if (/[\r\n]/.test(text) || !isMeant(view, event, from, to)) return false;
  event.preventDefault();
  const insert = () => view.state.tr.insertText(text, from, to).scrollIntoView();
  if (!view.someProp('handleTextInput', (handle) => handle(view, from, to, text, insert))) view.dispatch(insert());
  return true;
}

function isMeant(view: EditorView, event: InputEvent, from: number, to: number): boolean {
  const [range, ...more] = event.getTargetRanges();
  if (!range || more.length) return false;
  const { startContainer, startOffset, endContainer, endOffset } = range;
  if (!view.dom.contains(startContainer) || !view.dom.contains(endContainer)) return false;
  return view.posAtDOM(startContainer, startOffset) === from && view.posAtDOM(endContainer, endOffset) === to;
}
