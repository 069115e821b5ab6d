// Two revisions under review: which they are, what differs, which change is looked at.
import { asRefusal, desk as bridge, type Refused, type RevisionView, type StoryView } from '../bridge';
import { Newest } from './newest';
import { changedWords, readDifference } from './difference';
import { readFacts, touches, type Fact } from './facts';
import { filtered, type Filter } from './filtered';
import type { Compared } from './compared';

export type Look = 'text' | 'side' | 'clean';

class Review {
  look = $state<Look>('clean');
  filter = $state<Filter>('all');
  /** `read` is what whoever sits here read last. */
  from = $state<number | 'read' | null>(null);
  /** Null is the story as it is now, when that is not a sealed revision. */
  to = $state<number | null>(null);
  compared = $state.raw<Compared | null>(null);
  facts = $state.raw<Fact[]>([]);
  /** Words that came in and went out, and whose hand it was. */
  sum = $state.raw({ added: 0, removed: 0, by: [] as string[] });
  trouble = $state<Refused | null>(null);
  at = $state(0);
  /** Settles once the words are compared for which the review was opened last. */
  opened: Promise<void> = Promise.resolve();
  /** What is compared from when the story opens next. */
  private wanted: { story: string; from: number } | null = null;
  private story = '';
  private readonly newest = new Newest();

  readonly numbered = $derived(this.compared ? filtered(this.compared.blocks, this.filter, this.facts) : { blocks: [], changes: [] });
  readonly changes = $derived(this.numbered.changes);
  /** The facts that the change under the eye touches. */
  readonly touched = $derived.by(() => {
    const change = this.changes[this.at];
    return change ? this.facts.filter((fact) => touches(change, fact)) : [];
  });

  /** Opens the story next on what has changed since a revision. */
  ask(story: string, from: number) {
    this.wanted = { story, from };
  }

  /** A first filing has nothing to be compared with and opens clean. */
  open(story: StoryView): Promise<void> {
    return (this.opened = this.begin(story));
  }

  /** Compares with the words as they are now, whatever was read. */
  async toNow(story: StoryView) {
    const newest = story.head_is_sealed ? Math.max(...story.revisions.map(({ number }) => number)) : null;
    if (this.to === newest) return;
    this.to = newest;
    await this.compare(story.row.id);
  }

  private async begin(story: StoryView) {
    const again = this.story === story.row.id;
    if (!again) {
      this.compared = null;
      this.filter = 'all';
    }
    this.story = story.row.id;
    const numbers = story.revisions.map((revision) => revision.number).toSorted((a, b) => a - b);
    const newest = numbers.at(-1) ?? null;
    const shown = story.approval?.holds ? story.approval.revision : newest;
    this.to = story.head_is_sealed ? shown : null;
    if (this.wanted?.story === this.story) {
      this.from = this.wanted.from;
      this.to = story.head_is_sealed ? newest : null;
      this.look = 'text';
      this.wanted = null;
    } else {
      const before = story.head_is_sealed ? numbers.findLast((number) => number < (shown ?? 0)) : newest;
      // While somebody types, what they compare with stays what they chose.
      const chosen = again && !story.head_is_sealed && (this.from === 'read' || numbers.includes(this.from ?? 0));
      this.from = chosen ? this.from : (before ?? this.to);
      this.look = before === undefined || before === null || story.approval?.holds ? 'clean' : again && this.look === 'side' ? 'side' : 'text';
    }
    const at = again ? this.at : 0;
    await this.compare(story.row.id);
    this.at = Math.min(at, Math.max(0, this.changes.length - 1));
  }

  async compare(story: string) {
    this.trouble = null;
    const { from, to } = this;
    try {
      const answer = await this.newest.answer(() => (from === 'read' ? bridge.differenceSinceRead(story) : bridge.difference(story, from, to)));
      if (!answer) return;
      this.compared = readDifference(answer.difference);
      this.facts = readFacts(answer.facts, this.compared.lines);
      this.sum = { ...changedWords(answer.difference), by: answer.by };
      this.at = 0;
    } catch (thrown) {
      this.trouble = asRefusal(thrown);
    }
  }

  /** Whether the change under the eye can be let stand as it was. */
  mayStand(story: StoryView): boolean {
    return this.mends(story) && this.filter === 'all' && this.changes[this.at] !== undefined;
  }

  /** Whether changes can still be let stand: in the story as it is now, against a revision, by whoever may type. */
  mends(story: StoryView): boolean {
    const isNow = this.to === null || (story.head_is_sealed && this.to === Math.max(...story.revisions.map(({ number }) => number)));
    return story.may_type && isNow && typeof this.from === 'number' && this.look !== 'clean';
  }

  /** Puts the older words of the change back; the next one is under the eye then. */
  async letStand(story: StoryView): Promise<StoryView | null> {
    const change = this.changes[this.at];
    const { from, compared } = this;
    if (!this.mayStand(story) || !compared || !change || typeof from !== 'number') return null;
    const line = compared.lines[change.block] ?? null;
    return bridge.letStand({
      story: story.row.id, from, seen_hash: story.head_hash, field: line, block: line === null ? change.block - compared.lines.length : null, furniture: null, change: change.nth,
    });
  }

  /** Puts back what stood beside the text. */
  async letBesideStand(story: StoryView, at: number): Promise<StoryView | null> {
    const { from } = this;
    if (!this.mends(story) || typeof from !== 'number') return null;
    return bridge.letStand({ story: story.row.id, from, seen_hash: story.head_hash, field: null, block: null, furniture: at, change: null });
  }

  choose(filter: Filter) {
    this.filter = filter;
    this.at = 0;
  }

  move(by: number) {
    if (this.changes.length) this.at = (this.at + by + this.changes.length) % this.changes.length;
  }

  /** Looks at the change that a fact is in. Where no change shows it, the block is all there is. */
  lookAt(fact: Fact) {
    const at = this.changes.findIndex((change) => touches(change, fact));
    if (at >= 0) this.at = at;
  }
}

/** The revisions with the newest first. */
export const newestFirst = (revisions: RevisionView[]) => revisions.toSorted((a, b) => b.number - a.number);

export const review = new Review();
