// What comes in from outside through the clipboard or by a drop: taken from the browser before it reads it, handed to
// whoever can read it, and put in as one edit where the caret stands.
//
// What was copied in Stet itself keeps its identityless shape and needs no reading; see `paste`.
// Not here: which words and dress come in. The desk decides that for the clipboard as for files.

import { Fragment, Slice } from 'prosemirror-model';
import { TextSelection, type EditorState, type Transaction } from 'prosemirror-state';
import type { EditorView } from 'prosemirror-view';
import { fieldOf } from './commands';
import { asOneLine, cleanSlice, isOwn } from './paste';
import { project } from './project';
import { schema } from './schema';
import { STASH } from './sides';
import type { Batch } from './wire';

/** What was pasted, as the browser gives it. */
export interface Foreign {
  html: string;
  text: string;
}

/** What of a transfer needs reading: null when it is Stet's own, a word, or no text at all. */
export function foreignOf(data: DataTransfer | null, plainly: boolean): Foreign | null {
  const html = plainly ? '' : (data?.getData('text/html') ?? '');
  const text = data?.getData('text/plain') ?? '';
  if (isOwn(html) || (!html && (plainly || !/\n/.test(text.trim())))) return null;
  return { html, text };
}

/** The pictures of a transfer that has no words: an office suite gives a picture of its words along with them. */
function picturesOf(data: DataTransfer | null): File[] {
  if (!data || data.getData('text/plain').trim()) return [];
  return [...data.files].filter(({ type }) => type.startsWith('image/'));
}

/** Hands on pictures that were pasted, or dropped where the caret goes then; false when there are none. */
export function takePictures(view: EditorView, event: Event, data: DataTransfer | null, take?: (files: File[]) => void): boolean {
  const pictures = picturesOf(data);
  if (!take || pictures.length === 0) return false;
  event.preventDefault();
  if (event instanceof DragEvent) caretAt(view, event);
  take(pictures);
  return true;
}

/** Puts the caret where something was dropped. */
export function caretAt(view: EditorView, event: MouseEvent): boolean {
  const at = view.posAtCoords({ left: event.clientX, top: event.clientY });
  if (!at) return false;
  view.dispatch(view.state.tr.setSelection(TextSelection.near(view.state.doc.resolve(at.pos))));
  return true;
}

/** The body of a text as something to put into another. A single line keeps the spaces that its plain text has round it. */
export function sliceOf(fields: Batch, text: string): Slice {
  const blocks = project(fields).content.content.slice(2);
  const only = blocks.length === 1 && blocks[0]!.type === schema.nodes.paragraph ? blocks[0]! : null;
  if (only && only.content.size && !/\n/.test(text.trim())) {
    const before = /^[ \t]/.test(text) ? [schema.text(' ')] : [];
    const after = /[ \t]$/.test(text) ? [schema.text(' ')] : [];
    const line = Fragment.from([...before, ...only.content.content, ...after]);
    return Slice.maxOpen(Fragment.from(schema.node('paragraph', null, line)));
  }
  return cleanSlice(Slice.maxOpen(Fragment.from(blocks)));
}

/** The edit that puts a slice in place of the selection: blocks in the body, lines in the stash, one line anywhere else. */
export function placed(state: EditorState, slice: Slice): Transaction {
  const { tr, selection } = state;
  const field = fieldOf(state, selection.from);
  if (field === 'body') tr.replaceSelection(slice);
  else tr.replaceWith(selection.from, selection.to, asOneLine(slice, field === STASH ? '\n' : ' '));
  return tr.setMeta('paste', true).setMeta('uiEvent', 'paste').scrollIntoView();
}
