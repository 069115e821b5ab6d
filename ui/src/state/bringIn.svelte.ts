// An article that came from outside: read first, shown, and only then made a draft.
import { asRefusal, desk as bridge, type ArticleView, type Refused } from '../bridge';
import { desk } from './desk.svelte';
import { session } from './session.svelte';
import { steps } from './steps.svelte';
import { toasts } from './toasts.svelte';

class BringIn {
  article = $state.raw<ArticleView | null>(null);
  refused = $state<Refused | null>(null);
  busy = $state(false);
  /** Whether a file is held over the window. */
  over = $state(false);
  private source: { path: string | null; text: string | null } = { path: null, text: null };

  fromText = (text: string) => this.read({ path: null, text });
  fromFile = (path: string) => this.read({ path, text: null });

  /** Opens the sheet with nothing read yet: it asks for a file or for pasted text. */
  ask() {
    this.article = null;
    this.refused = null;
    void steps.open('article');
  }

  private async read(source: { path: string | null; text: string | null }) {
    this.source = source;
    this.refused = null;
    try {
      this.article = await bridge.readArticle({ ...source, format: 'auto', create_people: false });
    } catch (thrown) {
      this.article = null;
      this.refused = asRefusal(thrown);
    }
    await steps.open('article');
  }

  async keep(createPeople: boolean) {
    this.busy = true;
    try {
      const brought = await bridge.bringIn({ ...this.source, format: 'auto', create_people: createPeople });
      steps.close();
      toasts.say('done.bring_in', { slugline: brought.slugline });
      await desk.load();
      desk.cursor = brought.story;
      await session.go('write', brought.story);
    } catch (thrown) {
      this.refused = asRefusal(thrown);
    } finally {
      this.busy = false;
    }
  }
}

export const bringIn = new BringIn();
