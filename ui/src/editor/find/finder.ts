// Find and replace in the open story: headline, standfirst and body, and not what is kept in its stash.
//
// Hits are always those of one document. When the text has moved on, they are found anew before anything is replaced, so
// that no replacement lands on words that nobody was shown.
//
// Not here: the bar with its fields and sentences, and which keys open it.

import type { Node } from 'prosemirror-model';
import { TextSelection, type Plugin } from 'prosemirror-state';
import type { EditorView } from 'prosemirror-view';
import { published, standingTextOf } from '../lines';
import { schema } from '../schema';
import type { BoundedSearch } from './bounded';
import { highlight, highlighting } from './highlight';
import { compile, findWords, replacementFor, type Found, type Query } from './query';

/** A hit in document positions. */
export type Hit = Found;

export type Trouble = { kind: 'broken'; why: string } | { kind: 'slow' };

/** What the bar shows. */
export interface Findings {
  count: number;
  /** Which of them is looked at, from 0. */
  at: number | null;
  trouble: Trouble | null;
}

export class Finder {
  private query: Query | null = null;
  private view: EditorView | null = null;
  private hits: Hit[] = [];
  private doc: Node | null = null;
  private at: number | null = null;
  /** Where the search goes on from. */
  private anchor = 0;
  private scrolls = false;
  private known = new WeakMap<Node, Found[]>();

  constructor(
    private readonly search: BoundedSearch,
    private readonly tell: (findings: Findings) => void,
  ) {}

  plugin(): Plugin {
    return highlighting(() => this.query && this.look());
  }

  attach(view: EditorView | null) {
    this.view = view;
    this.anchor = view?.state.selection.from ?? 0;
    if (view && this.query) this.look();
  }

  /** The selected words, when they are a few of one line: what one most likely looks for. */
  selected(): string {
    const { state } = this.view ?? {};
    if (!state || !state.selection.$from.sameParent(state.selection.$to)) return '';
    const words = state.doc.textBetween(state.selection.from, state.selection.to);
    return words.length <= 200 && !words.includes('\n') ? words : '';
  }

  /** Looks for this from the caret on. */
  seek(query: Query) {
    if (!this.query) this.anchor = this.view?.state.selection.from ?? 0;
    this.query = query;
    this.known = new WeakMap();
    this.scrolls = true;
    this.look();
  }

  go(by: 1 | -1) {
    if (!this.view || !this.isFresh() || this.hits.length === 0) return;
    const { selection } = this.view.state;
    const fromCaret = this.view.hasFocus();
    const isAtHit = this.at !== null && (!fromCaret || this.hits[this.at]?.from === selection.from);
    const onward = () => (by > 0 ? this.after(selection.from) : this.after(selection.from) - 1);
    const to = isAtHit ? this.at! + by : onward();
    this.at = (to + this.hits.length) % this.hits.length;
    this.anchor = this.hits[this.at]!.from;
    if (fromCaret) this.select();
    this.scrolls = true;
    this.show();
  }

  /** Puts other words where the current hit is. False when there is none that everybody sees. */
  replace(template: string): boolean {
    const hit = this.at === null ? undefined : this.hits[this.at];
    if (!hit || !this.isFresh()) return false;
    this.anchor = hit.from + this.replacement(hit, template).length;
    this.scrolls = true;
    this.put([hit], template);
    return true;
  }

  /** Replaces every hit as one edit, and says how many. */
  replaceAll(template: string): number {
    if (!this.isFresh()) return 0;
    const { length } = this.hits;
    if (length) this.put(this.hits, template);
    return length;
  }

  /** Takes the highlights away and puts the caret at the hit that was looked at. */
  close() {
    const { view } = this;
    this.search.stop();
    if (view && this.isFresh() && this.at !== null && !view.hasFocus()) this.select();
    this.query = null;
    [this.hits, this.at, this.doc] = [[], null, null];
    if (!view) return;
    view.dispatch(highlight(view.state, { hits: [], at: null }));
    view.focus();
  }

  private isFresh(): boolean {
    return this.doc !== null && this.doc === this.view?.state.doc;
  }

  private select() {
    const { view } = this;
    const hit = this.hits[this.at!];
    if (!view || !hit) return;
    const selection = TextSelection.create(view.state.doc, hit.from, hit.to);
    view.dispatch(view.state.tr.setSelection(selection).scrollIntoView());
  }

  /** The marks of a hit's first letter stay. What changed is looked through anew by itself. */
  private put(hits: Hit[], template: string) {
    const { view } = this;
    if (!view) return;
    const { tr, doc } = view.state;
    for (const hit of hits.toReversed()) {
      const words = this.replacement(hit, template);
      if (words) tr.replaceWith(hit.from, hit.to, schema.text(words, doc.nodeAt(hit.from)?.marks));
      else tr.delete(hit.from, hit.to);
    }
    view.dispatch(tr);
  }

  private replacement(hit: Hit, template: string): string {
    return this.query ? replacementFor(this.query, hit, template) : template;
  }

  private look() {
    const { view, query } = this;
    if (!view || !query) return;
    if (!query.words) return this.found(view.state.doc, [], null);
    if (!query.expression) {
      return this.found(view.state.doc, this.hitsOf(view.state.doc, (text) => findWords(text, query)), null);
    }
    const expression = compile(query);
    if (!(expression instanceof RegExp)) return this.found(view.state.doc, [], { kind: 'broken', ...expression });
    const { doc } = view.state;
    const lines = published(doc);
    const asked = {
      source: expression.source, flags: expression.flags, wholeWord: query.wholeWord, texts: lines.map(({ node }) => standingTextOf(node)),
    };
    this.search.ask(asked, (found) => {
      // The text has moved on, and a newer question is on its way.
      if (doc !== this.view?.state.doc || query !== this.query) return;
      if (!found) return this.found(doc, [], { kind: 'slow' });
      this.found(doc, lines.flatMap(({ start }, line) => found[line]!.map((hit) => moved(hit, start))), null);
    });
  }

  private hitsOf(doc: Node, find: (text: string) => Found[]): Hit[] {
    return published(doc).flatMap(({ start, node }) => {
      const found = this.known.get(node) ?? find(standingTextOf(node));
      this.known.set(node, found);
      return found.map((hit) => moved(hit, start));
    });
  }

  private found(doc: Node, hits: Hit[], trouble: Trouble | null) {
    const { view } = this;
    if (!view) return;
    [this.doc, this.hits] = [doc, hits];
    if (view.hasFocus()) this.anchor = view.state.selection.from;
    const at = this.after(this.anchor);
    this.at = hits.length ? at % hits.length : null;
    this.show(trouble);
  }

  /** The first hit from a position on; their number when none follows. */
  private after(pos: number): number {
    const at = this.hits.findIndex((hit) => hit.from >= pos);
    return at < 0 ? this.hits.length : at;
  }

  private show(trouble: Trouble | null = null) {
    const { view } = this;
    if (!view) return;
    view.dispatch(highlight(view.state, { hits: this.hits, at: this.at }));
    this.tell({ count: this.hits.length, at: this.at, trouble });
    if (this.scrolls) view.dom.querySelector('.hit.current')?.scrollIntoView({ block: 'nearest' });
    this.scrolls = false;
  }
}

function moved(found: Found, by: number): Hit {
  return { ...found, from: found.from + by, to: found.to + by };
}
