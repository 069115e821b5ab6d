// The life of one story's text: its moments, and the one that is looked at.
import { asRefusal, desk as bridge, type MomentText, type MomentView, type Refused } from '../bridge';
import { readDifference } from './difference';
import { Newest } from './newest';
import { numbered, type Compared } from './compared';
import { openStory } from './openStory.svelte';
import { toasts } from './toasts.svelte';
import { writtenBlocks } from './written';

export type HistoryLook = 'then' | 'changes' | 'hands';

class History {
  moments = $state.raw<MomentView[]>([]);
  at = $state(0);
  look = $state<HistoryLook>('then');
  text = $state.raw<MomentText | null>(null);
  trouble = $state<Refused | null>(null);
  busy = $state(false);
  private story = '';
  private readonly newest = new Newest();

  readonly moment = $derived(this.moments[this.at] ?? null);
  readonly isNow = $derived(this.at === this.moments.length - 1);
  readonly compared = $derived<Compared | null>(this.text ? readDifference(this.text.to_now) : null);
  readonly blocks = $derived(this.compared ? numbered(this.compared.blocks).blocks : []);
  readonly written = $derived(this.text ? writtenBlocks(this.text.fields, this.text.writers, this.text.writers_beside) : []);

  async open(story: string) {
    this.story = story;
    this.moments = [];
    this.text = null;
    this.look = 'then';
    try {
      const answer = await this.newest.answer(() => bridge.history(story));
      if (!answer) return;
      this.moments = answer.moments;
      await this.go(this.moments.length - 1);
    } catch (thrown) {
      this.trouble = asRefusal(thrown);
    }
  }

  /** Looks at a moment; what was asked before and comes later is not shown. */
  async go(at: number) {
    const { story } = this;
    this.at = Math.max(0, Math.min(this.moments.length - 1, at));
    this.trouble = null;
    try {
      const text = await this.newest.answer(() => bridge.historyText(story, this.moment?.entry ?? ''));
      if (text) this.text = text;
    } catch (thrown) {
      this.trouble = asRefusal(thrown);
    }
  }

  /** To the next moment that is a step, in either direction. */
  step(by: 1 | -1) {
    let at = this.at + by;
    while (at > 0 && at < this.moments.length - 1 && !this.moments[at]?.step) at += by;
    return this.go(at);
  }

  /** Makes the story read as it did at this moment; false when that was refused. */
  async restore(name: string): Promise<boolean> {
    const { moment, story } = this;
    if (!moment?.entry) return false;
    this.busy = true;
    try {
      const view = await bridge.restoreText({ story, entry: moment.entry, revision: null, name });
      openStory.show(view);
      toasts.say('history.restored', { revision: view.row.revision ?? 0 });
      await this.open(story);
      return true;
    } catch (thrown) {
      toasts.refuse(asRefusal(thrown));
      return false;
    } finally {
      this.busy = false;
    }
  }
}

export const history = new History();
