// Find and replace in the open story: what is typed in its bar and what came of it. The last search stays for the next.
import { BoundedSearch, Finder, newSearchThread, type Findings, type Query, type StoryPage } from '../editor';

const NOTHING: Findings = { count: 0, at: null, trouble: null };

class Finding {
  open = $state(false);
  replaces = $state(false);
  query = $state.raw<Query>({ words: '', wholeWord: false, matchCase: false, ignoreAccents: false, expression: false });
  template = $state('');
  findings = $state.raw<Findings>(NOTHING);
  /** How many were just replaced, until something else is looked for. */
  replaced = $state<number | null>(null);
  /** Counts how often the bar was asked for, so that its field takes the focus each time. */
  asked = $state(0);
  private readonly finder = new Finder(
    new BoundedSearch(newSearchThread, (milliseconds, call) => {
      const timer = setTimeout(call, milliseconds);
      return () => clearTimeout(timer);
    }),
    (findings) => (this.findings = findings),
  );

  plugin() {
    return this.finder.plugin();
  }

  /** Searches this page from now on; null when it has gone. */
  attach(page: StoryPage | null) {
    if (!page) this.open = false;
    this.finder.attach(page?.view ?? null);
  }

  ask(replaces: boolean) {
    const selected = this.open ? '' : this.finder.selected();
    this.open = true;
    this.replaces ||= replaces;
    this.asked += 1;
    this.seek(selected && !this.query.expression ? { words: selected } : {});
  }

  seek(change: Partial<Query>) {
    this.query = { ...this.query, ...change };
    this.replaced = null;
    this.finder.seek(this.query);
  }

  go(by: 1 | -1) {
    if (!this.open) this.ask(false);
    this.replaced = null;
    this.finder.go(by);
  }

  replace() {
    this.replaced = this.finder.replace(this.template) ? 1 : null;
  }

  replaceAll() {
    this.replaced = this.finder.replaceAll(this.template);
  }

  close() {
    if (!this.open) return;
    this.open = false;
    this.replaces = false;
    this.replaced = null;
    this.findings = NOTHING;
    this.finder.close();
  }
}

export const finding = new Finding();
