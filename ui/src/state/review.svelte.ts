// Two revisions under review: which they are, what differs, which change is looked at.
import { asRefusal, desk as bridge, type Refused, type RevisionView, type StoryView } from '../bridge';
import { Newest } from './newest';
import { readDifference } from './difference';
import { numbered, type Compared } from './compared';

export type Look = 'text' | 'side' | 'clean';

class Review {
  look = $state<Look>('clean');
  from = $state<number | null>(null);
  /** Null is the story as it is now, when that is not a sealed revision. */
  to = $state<number | null>(null);
  compared = $state.raw<Compared | null>(null);
  trouble = $state<Refused | null>(null);
  at = $state(0);
  private story = '';
  private readonly newest = new Newest();

  readonly numbered = $derived(this.compared ? numbered(this.compared.blocks) : { blocks: [], changes: [] });
  readonly changes = $derived(this.numbered.changes);

  /** A first filing has nothing to be compared with and opens clean. */
  async open(story: StoryView) {
    if (this.story !== story.row.id) this.compared = null;
    this.story = story.row.id;
    const numbers = story.revisions.map((revision) => revision.number).toSorted((a, b) => a - b);
    const newest = numbers.at(-1) ?? null;
    const shown = story.approval?.holds ? story.approval.revision : newest;
    this.to = story.head_is_sealed ? shown : null;
    const before = story.head_is_sealed ? numbers.findLast((number) => number < (shown ?? 0)) : newest;
    this.from = before ?? this.to;
    this.look = before === undefined || before === null || story.approval?.holds ? 'clean' : 'text';
    this.at = 0;
    await this.compare(story.row.id);
  }

  async compare(story: string) {
    this.trouble = null;
    try {
      const answer = await this.newest.answer(() => bridge.difference(story, this.from, this.to));
      if (!answer) return;
      this.compared = readDifference(answer.difference);
      this.at = 0;
    } catch (thrown) {
      this.trouble = asRefusal(thrown);
    }
  }

  move(by: number) {
    if (this.changes.length) this.at = (this.at + by + this.changes.length) % this.changes.length;
  }
}

/** The revisions with the newest first. */
export const newestFirst = (revisions: RevisionView[]) => revisions.toSorted((a, b) => b.number - a.number);

export const review = new Review();
