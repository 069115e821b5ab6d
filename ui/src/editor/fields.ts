// The fields of the page as people know them: each is named for whoever hears it, and an empty one says what belongs there.

import type { Node } from 'prosemirror-model';
import { Decoration, DecorationSet } from 'prosemirror-view';
import { bodyStart, headlineOf } from './flatten';
import { shownSides } from './sides';

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
}

export function fieldDecorations(doc: Node, labels: Labels, placeholders: Partial<Labels>): DecorationSet {
  const headlineEnd = headlineOf(doc).nodeSize;
  const decorations = [
    Decoration.node(0, headlineEnd, fieldAttributes(doc.child(0), labels.headline, placeholders.headline)),
    Decoration.node(headlineEnd, bodyStart(doc), fieldAttributes(doc.child(1), labels.standfirst, placeholders.standfirst)),
  ];
  for (const { kind, node, pos } of shownSides(doc)) {
    decorations.push(Decoration.node(pos, pos + node.nodeSize, { ...fieldAttributes(node, labels[kind], placeholders[kind]), 'data-label': labels[kind] }));
  }
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
