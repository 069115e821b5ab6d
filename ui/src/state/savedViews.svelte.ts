// The views that whoever sits here has saved; the desk keeps them, on this laptop.
import { asRefusal, desk as bridge, type SavedView } from '../bridge';
import { desk, type Look } from './desk.svelte';
import { session } from './session.svelte';
import { toasts } from './toasts.svelte';
import { isFilter, isSame, withView, type Sight } from './views';

class SavedViews {
  list = $state.raw<SavedView[]>([]);

  /** What the desk shows now. */
  readonly sight: Sight = $derived({ filter: desk.filter, section: desk.section, with_whom: desk.withWhom, find: desk.find.trim(), look: desk.look });
  /** The saved view that the desk shows now. */
  readonly current = $derived(this.list.find((view) => isSame(view, this.sight)) ?? null);

  async load() {
    await this.take(() => bridge.savedViews());
  }

  /** Every view as it shall be from now on. */
  async keep(views: SavedView[]) {
    await this.take(() => bridge.keepViews(views));
  }

  async save(name: string) {
    await this.keep(withView(this.list, { name, ...this.sight }));
  }

  clear() {
    this.list = [];
  }

  open(view: SavedView | undefined) {
    if (!view) return;
    desk.filter = isFilter(view.filter) ? view.filter : 'open';
    desk.section = view.section;
    desk.withWhom = view.with_whom;
    desk.find = view.find;
    desk.show(view.look as Look);
    void session.go('desk');
  }

  private async take(ask: () => Promise<SavedView[]>) {
    try {
      this.list = await ask();
    } catch (thrown) {
      toasts.refuse(asRefusal(thrown));
    }
  }
}

export const savedViews = new SavedViews();
