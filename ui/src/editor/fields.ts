// The fields of the page as people know them: each is named for whoever hears it, and an empty one says what belongs there.

import type { Node } from 'prosemirror-model';
import { Decoration, DecorationSet } from 'prosemirror-view';
import { bodyStart, headlineOf } from './flatten';
import type { EditorState } from 'prosemirror-state';
import { fieldOf } from './commands';
import { shownSides } from './sides';
import { cellAt } from './table';

/** Words that the page needs, in the language of the window. */
export interface Labels {
  headline: string;
  standfirst: string;
  body: string;
  /** The attribution of a pull quote. */
  by: string;
  /** What a picture shows, for whoever does not see it. */
  alt: string;
  /** Who made a picture. */
  credit: string;
  caption: string;
  /** The text of a footnote. */
  note: string;
  /** What was cut and is kept. */
  stash: string;
  /** Something that a newer Stet made. */
  closed: string;
  /** A cell of a table: which row it is in, counted from 1, and what its column is called. */
  cell: (row: number, column: string) => string;
}

/**
 * What typing does: it changes the text, it suggests a change, or nothing. The caret, the selection and copying work in
 * each of them.
 */
export type Mode = 'edit' | 'suggest' | 'read';

/** What an empty field shows. A cell shows nothing. */
export type Placeholders = Partial<Omit<Labels, 'cell' | 'closed'>>;

/** The name of the field that has the caret. */
function labelAt(state: EditorState, labels: Labels): string {
  const field = fieldOf(state, state.selection.head);
  if (field !== 'cell') return labels[field];
  const place = cellAt(state);
  const head = place && state.doc.nodeAt(place.cells)?.firstChild?.maybeChild(place.column);
  return labels.cell((place?.row ?? 0) + 1, head?.textContent ?? '');
}

/** What the text as a whole says of itself. One element takes the focus for all fields; it bears the name of the one that has the caret. */
export function rootAttributes(state: EditorState, mode: Mode, told: { labels: Labels; language?: string; describedBy?: string }): Record<string, string> {
  return {
    class: 'story',
    role: 'textbox',
    'aria-multiline': 'true',
    'aria-label': labelAt(state, told.labels),
    'aria-readonly': String(mode === 'read'),
    'data-mode': mode,
    ...(told.language ? { lang: told.language } : {}),
    ...(told.describedBy ? { 'aria-describedby': told.describedBy } : {}),
  };
}

export function fieldDecorations(doc: Node, labels: Labels, placeholders: Placeholders): DecorationSet {
  const headlineEnd = headlineOf(doc).nodeSize;
  const decorations = [
    Decoration.node(0, headlineEnd, fieldAttributes(doc.child(0), labels.headline, placeholders.headline)),
    Decoration.node(headlineEnd, bodyStart(doc), fieldAttributes(doc.child(1), labels.standfirst, placeholders.standfirst)),
  ];
  for (const { kind, node, pos } of shownSides(doc)) {
    // A cell is known by where it stands in its table.
    if (kind === 'cell') continue;
    decorations.push(Decoration.node(pos, pos + node.nodeSize, { ...fieldAttributes(node, labels[kind], placeholders[kind]), 'data-label': labels[kind] }));
  }
  doc.descendants((node, pos) => {
    if (node.type.name === 'closed') decorations.push(Decoration.node(pos, pos + node.nodeSize, { 'data-closed': labels.closed }));
    return !node.isTextblock;
  });
  const body = doc.child(2);
  if (placeholders.body && doc.childCount === 3 && body.isTextblock && body.content.size === 0) {
    const attributes = { class: 'empty', 'data-placeholder': placeholders.body };
    decorations.push(Decoration.node(bodyStart(doc), doc.content.size, attributes));
  }
  return DecorationSet.create(doc, decorations);
}

function fieldAttributes(field: Node, label: string, placeholder: string | undefined): Record<string, string> {
  const attributes = { role: 'textbox', 'aria-multiline': 'true', 'aria-label': label };
  if (field.content.size > 0 || !placeholder) return attributes;
  return { ...attributes, class: 'empty', 'data-placeholder': placeholder, 'aria-placeholder': placeholder };
}
