// What lies beside the text: suggestions and the anchors of comments, in the order of the words, and the one looked at.
import { desk as bridge, type SuggestionView } from '../bridge';
import type { Anchor, StoryPage, Suggestion } from '../editor';
import { Newest } from './newest';
import { session } from './session.svelte';

/** After so many milliseconds without a change the margin follows the text. */
const FOLLOWS_AFTER = 150;

/** A suggestion with whoever made it; nobody while the desk has not said. */
export type Suggested = Suggestion & { person: string; by: string; initials: string; at: string };

/** What people read of a suggestion; where it stands is no part of it. */
const WORDS = ['kind', 'inserted', 'struck', 'set', 'person', 'by', 'at'] as const;

class Margin {
  anchors = $state.raw<Anchor[]>([]);
  /** The suggestion that is looked at. */
  current = $state<string | null>(null);
  private found = $state.raw<Suggestion[]>([]);
  private makers = $state.raw(new Map<string, SuggestionView>());
  private readonly drawn = new Map<string, Suggested>();
  private readonly newest = new Newest();
  private story = '';
  private page: StoryPage | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;

  readonly suggestions = $derived<Suggested[]>(this.found.map((suggestion) => this.withMaker(suggestion)));

  /** The text stands on the screen before what lies beside it is looked for. */
  attach(story: string, page: StoryPage) {
    this.story = story;
    this.page = page;
    this.soon();
  }

  detach() {
    clearTimeout(this.timer);
    this.newest.forget();
    this.page = null;
    this.found = [];
    this.anchors = [];
    this.makers = new Map();
    this.drawn.clear();
    this.current = null;
  }

  /** The margin walks the whole text, so it waits for a pause between keys. */
  soon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.read(), FOLLOWS_AFTER);
  }

  read() {
    if (!this.page) return;
    this.anchors = this.page.anchors();
    this.found = this.page.suggestions();
    if (this.found.some(({ sid }) => !this.makers.has(sid))) void this.askMakers();
  }

  isMine(sid: string): boolean {
    return this.makers.get(sid)?.by.id === session.who?.id;
  }

  /** Looks at the next suggestion in the text, or the one before; the first when none is looked at. */
  move(by: 1 | -1): Suggested | null {
    const list = this.suggestions;
    if (!list.length) return null;
    const at = list.findIndex(({ sid }) => sid === this.current);
    const next = list[at < 0 ? (by > 0 ? 0 : list.length - 1) : (at + by + list.length) % list.length] ?? null;
    this.look(next?.sid ?? null);
    return next;
  }

  look(sid: string | null) {
    this.current = sid;
    const suggestion = this.found.find((each) => each.sid === sid);
    if (suggestion) this.page?.showSuggestion(suggestion);
  }

  /** What is looked at, with everything else suggested in the same paragraph. */
  inParagraph(sid: string): string[] {
    const here = this.found.find((each) => each.sid === sid);
    return this.found.filter((each) => each.field === here?.field && each.block === here.block).map((each) => each.sid);
  }

  /** The same object as before while nothing that people read of it has changed, so that only what has is drawn again. */
  private withMaker(suggestion: Suggestion): Suggested {
    const maker = this.makers.get(suggestion.sid);
    const fresh = { ...suggestion, person: maker?.by.id ?? '', by: maker?.by.name ?? '', initials: maker?.by.initials ?? '', at: maker?.at ?? '' };
    const before = this.drawn.get(suggestion.sid);
    if (before && WORDS.every((name) => before[name] === fresh[name])) return Object.assign(before, fresh);
    this.drawn.set(suggestion.sid, fresh);
    return fresh;
  }

  private async askMakers() {
    const { story } = this;
    const makers = (await this.newest.answer(() => bridge.suggestions(story)).catch(() => [])) ?? [];
    if (makers.length) this.makers = new Map(makers.map((maker) => [maker.sid, maker]));
  }
}

export const margin = new Margin();
