// The story that is open in Write or Review: its furniture, its steps, its revisions. Its text is `writing`'s.
import { asRefusal, desk as bridge, type FurnitureChange, type Refused, type StepOffer, type StoryView } from '../bridge';
import { Newest } from './newest';
import { toasts } from './toasts.svelte';

class OpenStory {
  view = $state.raw<StoryView | null>(null);
  trouble = $state<Refused | null>(null);
  /** The words as last counted by the desk, which is ahead of the view while somebody types. */
  words = $state(0);
  private story = '';
  /** How often something was shown, so that an answer from before it does not cover it. */
  private shown = 0;
  private readonly newest = new Newest();

  async load(story: string) {
    this.story = story;
    if (this.view?.row.id !== story) this.view = null;
    this.trouble = null;
    try {
      await this.read(story);
    } catch (thrown) {
      this.trouble = asRefusal(thrown);
    }
  }

  /** Reads the same story again after something changed it. What stands there stays when that fails. */
  async reload() {
    const story = this.view?.row.id;
    if (story) await this.read(story).catch(() => undefined);
  }

  private async read(story: string) {
    const view = await this.newest.answer(() => this.since(story));
    if (view) this.show(view);
  }

  /** Asks once more when what somebody did was shown meanwhile: the answer may be from before it. */
  private async since(story: string): Promise<StoryView> {
    const seen = this.shown;
    const view = await bridge.story(story);
    return seen === this.shown || story !== this.story ? view : this.since(story);
  }

  /** Shows what the desk answered, unless another story is open by now. */
  show(view: StoryView) {
    if (view.row.id !== this.story) return;
    this.shown += 1;
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
