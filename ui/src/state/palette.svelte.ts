// The Commands palette: whether it is open, what is typed, and which story it is about.
import { desk as bridge, type Found, type StoryView } from '../bridge';
import { desk } from './desk.svelte';
import { openStory } from './openStory.svelte';
import { session } from './session.svelte';

class Palette {
  open = $state(false);
  query = $state('');
  /** The story that the steps are for: the open one, else the one under the cursor. */
  story = $state.raw<StoryView | null>(null);
  found = $state.raw<Found[]>([]);
  private asked = 0;

  async show() {
    if (this.open) return;
    this.query = '';
    this.found = [];
    this.story = session.story === openStory.view?.row.id ? openStory.view : null;
    this.open = true;
    if (!this.story && session.screen === 'desk' && desk.current) this.story = await bridge.story(desk.current.id).catch(() => null);
  }

  hide() {
    this.open = false;
    this.story = null;
  }

  /** Commands for the whole newsroom instead of one story. */
  leaveStory() {
    this.story = null;
  }

  async type(query: string) {
    this.query = query;
    const mine = ++this.asked;
    const words = query.trim();
    const found = words.length < 2 ? [] : await bridge.search({ query: words, section: null, by: null, state: null }).catch(() => []);
    if (mine === this.asked) this.found = found;
  }
}

export const palette = new Palette();
