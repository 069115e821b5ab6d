// The Commands palette: whether it is open, what is typed, and which story it is about.
import { desk as bridge, type Found, type StoryView } from '../bridge';
import { desk } from './desk.svelte';
import { Newest } from './newest';
import { openStory } from './openStory.svelte';
import { session } from './session.svelte';

class Palette {
  open = $state(false);
  query = $state('');
  /** The story that the steps are for: the open one, else the one under the cursor. */
  story = $state.raw<StoryView | null>(null);
  found = $state.raw<Found[]>([]);
  private readonly about = new Newest();
  private readonly finding = new Newest();

  async show() {
    if (this.open) return;
    this.query = '';
    this.found = [];
    this.story = session.story === openStory.view?.row.id ? openStory.view : null;
    this.open = true;
    if (this.story || session.screen !== 'desk' || !desk.current) return;
    const { id } = desk.current;
    this.story = (await this.about.answer(() => bridge.story(id)).catch(() => null)) ?? this.story;
  }

  hide() {
    this.about.forget();
    this.finding.forget();
    this.open = false;
    this.story = null;
  }

  /** Commands for the whole newsroom instead of one story. */
  leaveStory() {
    this.about.forget();
    this.story = null;
  }

  async type(query: string) {
    this.query = query;
    const words = query.trim();
    const search = async () => (words.length < 2 ? [] : bridge.search({ query: words, section: null, by: null, state: null }));
    this.found = (await this.finding.answer(search).catch(() => [])) ?? this.found;
  }
}

export const palette = new Palette();
