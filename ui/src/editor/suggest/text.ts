// One field's flat text, read at any place with what each unit says. Reads only the blocks that are asked for.

import type { Node } from 'prosemirror-model';
import { headlineOf, leavesOf, markerOf, standfirstOf, type Leaf } from '../flatten';
import { schema } from '../schema';
import { isSideField, shownSides, sidesOf } from '../sides';
import { inlineAttributes, inlineText, writeMarker } from '../units';
import { MARKER, type Attributes, type Field, type Side } from '../wire';
import { idsIn } from './attributes';

/** Units that say the same; a marker is one alone. */
export interface Stretch {
  text: string;
  from: number;
  attributes: Attributes;
  /** A footnote is struck and put in as words are. */
  what: 'marker' | 'words' | 'object';
}

interface Line {
  node: Node;
  flat: number;
  /** How many units its marker takes. */
  width: 0 | 1;
  leaf: Leaf | null;
}

export class FlatText {
  private readonly lines: Line[];

  constructor(doc: Node, field: Field) {
    if (field === 'headline') this.lines = [{ node: headlineOf(doc), flat: 0, width: 0, leaf: null }];
    else if (field === 'standfirst') this.lines = [{ node: standfirstOf(doc), flat: 0, width: 0, leaf: null }];
    else if (isSideField(field)) this.lines = [{ node: sideLine(doc, field), flat: 0, width: 0, leaf: null }];
    else this.lines = leavesOf(doc).map((leaf) => ({ node: leaf.node, flat: leaf.flat, width: leaf.width, leaf }));
  }

  get length(): number {
    return endOf(this.lines.at(-1)!);
  }

  /** What stands between two places. */
  between(from: number, to: number): Stretch[] {
    const found: Stretch[] = [];
    for (let index = this.lineAt(from); index < this.lines.length && this.lines[index]!.flat < to; index++) {
      for (const stretch of stretchesOf(this.lines[index]!)) {
        const [low, high] = [Math.max(from, stretch.from), Math.min(to, stretch.from + stretch.text.length)];
        if (low < high) found.push({ ...stretch, from: low, text: stretch.text.slice(low - stretch.from, high - stretch.from) });
      }
    }
    return found;
  }

  /** What the unit after a place says; null at the end. */
  after(place: number): Stretch | null {
    return place < 0 ? null : (this.between(place, place + 1)[0] ?? null);
  }

  before(place: number): Stretch | null {
    return this.after(place - 1);
  }

  /** How many struck words follow in this line. */
  struckFrom(place: number): number {
    let end = place;
    for (const stretch of this.between(place, endOf(this.lines[this.lineAt(place)]!))) {
      if (stretch.what === 'marker' || idsIn(stretch.attributes, 'del').length === 0) break;
      end = stretch.from + stretch.text.length;
    }
    return end - place;
  }

  /** The identities of the blocks. */
  ids(): Set<unknown> {
    return new Set(this.lines.map(({ node }) => node.attrs.id));
  }

  /** Those of the footnotes, as their attributes say them. */
  notes(): Set<unknown> {
    const found = new Set<unknown>();
    for (const { node } of this.lines) node.forEach((inline) => void (inline.type === schema.nodes.fn && found.add(inlineAttributes(inline).a)));
    return found;
  }

  /** The last line that begins at or before a place. */
  private lineAt(place: number): number {
    let [low, high] = [0, this.lines.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.lines[middle]!.flat <= place) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

/** A text beside the body, shown or not. */
function sideLine(doc: Node, field: Side): Node {
  const shown = shownSides(doc).find(({ name }) => name === field);
  return shown?.node ?? schema.node('by', { of: null }, sidesOf(doc).get(field));
}

function endOf({ flat, width, node }: Line): number {
  return flat + width + node.content.size;
}

function stretchesOf({ node, flat, width, leaf }: Line): Stretch[] {
  const found: Stretch[] = leaf && width ? [{ text: MARKER, from: flat, attributes: writeMarker(markerOf(leaf)), what: 'marker' }] : [];
  let from = flat + found.length;
  node.forEach((inline) => {
    found.push({ text: inlineText(inline), from, attributes: inlineAttributes(inline), what: inline.type === schema.nodes.obj ? 'object' : 'words' });
    from += inline.nodeSize;
  });
  return found;
}
