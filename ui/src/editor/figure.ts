// How a figure stands in the text: its picture, which is no text, and its caption under it, which is.
//
// Not here: the words for whoever does not see it and who made it; they are texts of their own behind the figure.

import type { Node } from 'prosemirror-model';
import type { NodeView, ViewMutationRecord } from 'prosemirror-view';
import { boundary } from './schema';

/** The address of a picture's bytes within the window, by its hash. */
export type PictureSource = (asset: string) => Promise<string>;

export interface FigureWords {
  caption: string;
  /** What an empty caption shows. */
  placeholder: string;
  /** What stands for a picture that is not here. */
  missing: string;
}

export class FigureView implements NodeView {
  readonly dom = document.createElement('figure');
  readonly contentDOM = document.createElement('figcaption');
  private readonly frame = document.createElement('div');
  private readonly picture = document.createElement('img');
  private asset = '';

  constructor(
    node: Node,
    private readonly source: PictureSource,
    private readonly words: FigureWords,
  ) {
    this.frame.className = 'picture';
    this.frame.contentEditable = 'false';
    // What it shows stands under it, as text.
    this.picture.alt = '';
    this.picture.draggable = false;
    this.frame.append(this.picture);
    // A line runs as its first letter does.
    this.contentDOM.dir = 'auto';
    this.contentDOM.setAttribute('role', 'textbox');
    this.contentDOM.setAttribute('aria-multiline', 'true');
    this.contentDOM.setAttribute('aria-label', words.caption);
    this.contentDOM.dataset.placeholder = words.placeholder;
    this.dom.append(this.frame, this.contentDOM);
    this.draw(node);
  }

  update(node: Node): boolean {
    if (node.type.name !== 'figure') return false;
    this.draw(node);
    return true;
  }

  ignoreMutation(mutation: ViewMutationRecord): boolean {
    return mutation.type !== 'selection' && !this.contentDOM.contains(mutation.target);
  }

  private draw(node: Node) {
    const said = boundary(node);
    for (const name of ['data-boundary', 'data-suggestion']) {
      if (said[name] === undefined) this.dom.removeAttribute(name);
      else this.dom.setAttribute(name, said[name]);
    }
    this.contentDOM.classList.toggle('empty', node.content.size === 0);
    const asset = String(node.attrs.asset);
    if (asset !== this.asset) void this.load(asset);
  }

  private async load(asset: string) {
    this.asset = asset;
    this.dom.dataset.picture = asset;
    delete this.frame.dataset.missing;
    const address = await this.source(asset).catch(() => null);
    if (asset !== this.asset) return;
    if (address === null) this.frame.dataset.missing = this.words.missing;
    else this.picture.src = address;
  }
}
