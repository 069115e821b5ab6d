// The list of stories: what it holds, which row has the cursor, what is filtered.
import { asRefusal, desk as bridge, type Refused, type StoryRow } from '../bridge';
import { clock } from './clock.svelte';
import { Newest } from './newest';
import { FILTERS, VIEWS, grouped, passes, type Filter } from './rows';
import { session } from './session.svelte';
import { matches } from './views';

export type Look = 'list' | 'board';
const LOOK_KEPT_AS = 'stet.desk-look';

class Desk {
  rows = $state.raw<StoryRow[]>([]);
  loaded = $state(false);
  trouble = $state<Refused | null>(null);
  filter = $state<Filter>('open');
  /** Words typed into Find; only rows that have them are shown. */
  find = $state('');
  /** Only this section's stories; all when empty. */
  section = $state('');
  /** Only what this person has, by id; everyone's when empty. */
  withWhom = $state('');
  cursor = $state<string | null>(null);
  /** Whether stories stand in a list by due time or on a board by state. Kept on this laptop. */
  look = $state<Look>(localStorage.getItem(LOOK_KEPT_AS) === 'board' ? 'board' : 'list');
  private readonly newest = new Newest();

  readonly matching = $derived.by(() => {
    const sight = { filter: this.filter, section: this.section, with_whom: this.withWhom, find: this.find, look: this.look };
    return this.rows.filter((row) => matches(row, sight));
  });
  /** The rows that the filter keeps, in no order. */
  readonly passing = $derived(this.matching.filter((row) => passes(row, this.filter, clock.minute, session.zone)));
  readonly groups = $derived(grouped(this.matching, this.filter, clock.minute, session.zone));
  readonly inOrder = $derived(this.groups.flatMap((group) => group.rows));
  readonly counts = $derived(
    Object.fromEntries(
      [...FILTERS, ...VIEWS].map((filter) => [
        filter,
        this.rows.filter((row) => passes(row, filter, clock.minute, session.zone)).length,
      ]),
    ) as Record<Filter, number>,
  );
  readonly current = $derived(this.inOrder.find((row) => row.id === this.cursor) ?? this.inOrder[0] ?? null);

  async load() {
    try {
      const list = await this.newest.answer(() => bridge.deskList());
      if (!list) return;
      this.rows = list.rows;
      this.trouble = null;
    } catch (thrown) {
      this.trouble = asRefusal(thrown);
    }
    this.loaded = true;
  }

  clear() {
    this.newest.forget();
    this.rows = [];
    this.loaded = false;
    this.cursor = null;
    this.find = '';
    this.section = '';
    this.withWhom = '';
    this.filter = 'open';
  }

  show(look: Look) {
    this.look = look;
    localStorage.setItem(LOOK_KEPT_AS, look);
  }

  /** Moves the cursor by rows; the ends hold it. */
  move(by: number) {
    const at = this.inOrder.findIndex((row) => row.id === this.current?.id);
    const next = this.inOrder[Math.min(this.inOrder.length - 1, Math.max(0, at + by))];
    if (next) this.cursor = next.id;
  }

  /** Whether Enter writes in this story or reviews it. */
  opensIn(row: StoryRow): 'write' | 'review' {
    return row.desk_state === 'draft' || row.desk_state === 'pitch' || row.desk_state === 'assigned' ? 'write' : 'review';
  }
}

export const desk = new Desk();
