// The story that is open in Write or Review: its furniture, its steps, its revisions. Its text is `writing`'s.
import { asRefusal, desk as bridge, type FurnitureChange, type Refused, type StepOffer, type StoryView } from '../bridge';
import { toasts } from './toasts.svelte';

class OpenStory {
  view = $state.raw<StoryView | null>(null);
  trouble = $state<Refused | null>(null);
  /** The words as last counted by the desk, which is ahead of the view while somebody types. */
  words = $state(0);

  async load(story: string) {
    if (this.view?.row.id !== story) this.view = null;
    this.trouble = null;
    try {
      this.show(await bridge.story(story));
    } catch (thrown) {
      this.trouble = asRefusal(thrown);
    }
  }

  /** Reads the same story again after something changed it. */
  async reload() {
    const story = this.view?.row.id;
    if (!story) return;
    const fresh = await bridge.story(story).catch(() => null);
    if (fresh && this.view?.row.id === story) this.show(fresh);
  }

  show(view: StoryView) {
    this.view = view;
    this.words = view.row.words;
  }

  offer(step: string): StepOffer | null {
    return this.view?.steps.find((offer) => offer.step === step) ?? null;
  }

  async setFurniture(...changes: FurnitureChange[]): Promise<boolean> {
    if (!this.view) return false;
    try {
      this.show(await bridge.setFurniture({ story: this.view.row.id, changes }));
      return true;
    } catch (thrown) {
      toasts.refuse(asRefusal(thrown));
      return false;
    }
  }
}

export const openStory = new OpenStory();
