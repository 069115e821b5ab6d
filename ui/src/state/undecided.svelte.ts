// The suggestions of a story that nobody has decided on, where its text is only read.
import { asRefusal, desk as bridge, type SuggestionView } from '../bridge';
import { Newest } from './newest';
import { openStory } from './openStory.svelte';
import { toasts } from './toasts.svelte';

class Undecided {
  list = $state.raw<SuggestionView[]>([]);
  current = $state<string | null>(null);
  busy = $state(false);
  private readonly newest = new Newest();

  readonly looked = $derived(this.list.find(({ sid }) => sid === this.current) ?? this.list[0] ?? null);

  async load(story: string) {
    this.list = (await this.newest.answer(() => bridge.suggestions(story)).catch(() => [])) ?? [];
  }

  /** Decides on one; the next is looked at then. The text is opened for that moment only. */
  async decide(story: string, sid: string, how: 'accept' | 'stand') {
    if (this.busy) return;
    this.busy = true;
    const next = this.list[this.list.findIndex((each) => each.sid === sid) + 1]?.sid ?? null;
    try {
      const { version } = await bridge.openText(story);
      try {
        await bridge.decideSuggestions({ story, version, sids: [sid], how });
      } finally {
        await bridge.closeText(story);
      }
      await this.load(story);
      this.current = next;
      await openStory.reload();
    } catch (thrown) {
      toasts.refuse(asRefusal(thrown));
    } finally {
      this.busy = false;
    }
  }
}

export const undecided = new Undecided();
