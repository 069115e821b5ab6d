// A story's own menu: which story it is for, what it lists, and where on the screen it opens.
import { asRefusal, desk as bridge, type StoryView } from '../bridge';
import type { Command } from './command';
import { desk } from './desk.svelte';
import { Newest } from './newest';
import { openStory } from './openStory.svelte';
import { inStory, session } from './session.svelte';
import { storyCommands } from './storyCommands';
import { toasts } from './toasts.svelte';

/** A corner of the window's, in pixels. */
export interface Corner {
  left: number;
  top: number;
}

class StoryMenu {
  story = $state.raw<StoryView | null>(null);
  at = $state.raw<Corner>({ left: 0, top: 0 });
  private readonly newest = new Newest();

  private readonly all = $derived<Command[]>(this.story ? storyCommands(this.story) : []);
  /** What can be done now, and what cannot, which says why. */
  readonly now = $derived(this.all.filter(({ reason }) => reason === null));
  readonly notNow = $derived(this.all.filter(({ reason }) => reason !== null));

  /** Opens the menu of a story below what was pressed, or where the pointer is. */
  async show(story: string, at: Element | Corner) {
    const corner = at instanceof Element ? below(at) : at;
    try {
      const view = openStory.view?.row.id === story && inStory(session.screen) ? openStory.view : await this.newest.answer(() => bridge.story(story));
      if (!view) return;
      this.at = corner;
      this.story = view;
    } catch (thrown) {
      toasts.refuse(asRefusal(thrown));
    }
  }

  /** From the key: the menu of the open story, else of the one under the cursor. */
  async showHere() {
    const story = inStory(session.screen) ? session.story : session.screen === 'desk' ? desk.current?.id : null;
    const button = story && document.querySelector(`[data-menu-of="${story}"]`);
    if (story && button) await this.show(story, button);
  }

  hide() {
    this.newest.forget();
    this.story = null;
  }
}

function below(element: Element): Corner {
  const { left, bottom } = element.getBoundingClientRect();
  return { left, top: bottom + 2 };
}

export const storyMenu = new StoryMenu();
