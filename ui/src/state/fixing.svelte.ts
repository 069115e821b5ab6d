// The fix of a live story: whose fix lies beside its text, and how the words differ from those that readers have.
// Not here: the steps that it takes; those are `steps`'.
import { asRefusal, desk as bridge, type DifferenceView, type Refused, type StoryRow, type StoryView } from '../bridge';
import { Newest } from './newest';
import { openStory } from './openStory.svelte';
import { session } from './session.svelte';
import { toasts } from './toasts.svelte';

class Fixing {
  /** The story whose fix is on show. */
  story = $state<string | null>(null);
  /** How the words differ from the live ones; null while they have not been compared. */
  since = $state.raw<DifferenceView | null>(null);
  trouble = $state.raw<Refused | null>(null);
  private readonly newest = new Newest();

  /** Opens the text with the fix beside it. */
  async begin(story: string) {
    await session.go('write', story);
    if (session.screen !== 'write' || session.story !== story || this.story === story) return;
    this.since = null;
    this.story = story;
  }

  /** From a key: only what readers have or had can be fixed. */
  async ask(row: StoryRow) {
    if (row.live_state === 'unpublished') toasts.refuse({ code: 'not-live', params: {} });
    else await this.begin(row.id);
  }

  end() {
    this.newest.forget();
    this.story = null;
    this.since = null;
    this.trouble = null;
  }

  /** Reads the story again and what differs in it. What stands there stays while it is read. */
  async compare() {
    await openStory.reload();
    const view = openStory.view;
    if (view?.live && view.row.id === this.story) await this.against(view, view.live.revision);
  }

  private async against(view: StoryView, live: number) {
    try {
      const since = await this.newest.answer(() => bridge.difference(view.row.id, live, null));
      if (!since) return;
      this.since = since;
      this.trouble = null;
    } catch (thrown) {
      this.trouble = asRefusal(thrown);
    }
  }
}

export const fixing = new Fixing();
