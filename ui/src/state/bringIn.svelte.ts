// An article that came from outside: read first, shown, and only then made a draft.
import { asRefusal, desk as bridge, type ArticleView, type Refused } from '../bridge';
import { desk } from './desk.svelte';
import { session } from './session.svelte';
import { steps } from './steps.svelte';
import { toasts } from './toasts.svelte';

interface Source {
  path: string | null;
  text: string | null;
  format: 'auto' | 'markdown' | 'html';
}

/** More than any story holds; a larger file is not read into the window at all. */
const LARGEST_FILE = 20_000_000;

class BringIn {
  article = $state.raw<ArticleView | null>(null);
  refused = $state<Refused | null>(null);
  busy = $state(false);
  /** Whether a file is held over the window. */
  over = $state(false);
  private source: Source = { path: null, text: null, format: 'auto' };

  fromText = (text: string) => this.read({ path: null, text, format: 'auto' });
  fromFile = (path: string) => this.read({ path, text: null, format: 'auto' });

  /** A file that was let go over the window: the page has its name and its bytes, and no path. */
  async fromDrop(file: File) {
    if (file.size > LARGEST_FILE) return this.refuse({ code: 'file-too-large', params: { path: file.name } });
    const text = await textOf(file).catch(() => null);
    if (text === null) return this.refuse({ code: 'not-utf-8', params: {} });
    await this.read({ path: null, text, format: formatOf(file.name) });
  }

  /** Opens the sheet with nothing read yet: it asks for a file or for pasted text. */
  ask() {
    this.article = null;
    this.refused = null;
    void steps.open('article');
  }

  private async refuse(refused: Refused) {
    this.article = null;
    this.refused = refused;
    await steps.open('article');
  }

  private async read(source: Source) {
    this.source = source;
    this.refused = null;
    try {
      this.article = await bridge.readArticle({ ...source, create_people: false });
    } catch (thrown) {
      this.article = null;
      this.refused = asRefusal(thrown);
    }
    await steps.open('article');
  }

  async keep(createPeople: boolean) {
    this.busy = true;
    try {
      const brought = await bridge.bringIn({ ...this.source, create_people: createPeople });
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

/** The text that the bytes are; an error where they are none, because a guess would change words. */
async function textOf(file: File): Promise<string> {
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(await file.arrayBuffer());
}

function formatOf(name: string): Source['format'] {
  if (/\.(md|markdown)$/i.test(name)) return 'markdown';
  return /\.html?$/i.test(name) ? 'html' : 'auto';
}

export const bringIn = new BringIn();
