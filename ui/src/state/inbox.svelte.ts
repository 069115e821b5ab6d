// What concerns whoever sits here: the lines, what they have seen of them, and which line has the cursor.
import { asRefusal, desk as bridge, type InboxLineView, type InboxView, type Refused } from '../bridge';
import { desk } from './desk.svelte';
import { Newest } from './newest';
import type { Screen } from './session.svelte';
import { toasts } from './toasts.svelte';

class Inbox {
  lines = $state.raw<InboxLineView[]>([]);
  loaded = $state(false);
  trouble = $state<Refused | null>(null);
  cursor = $state<string | null>(null);
  private readonly newest = new Newest();

  readonly unseen = $derived(this.lines.filter((line) => !line.seen).length);
  readonly current = $derived(this.lines.find((line) => line.id === this.cursor) ?? this.lines[0] ?? null);

  async load() {
    await this.show(() => bridge.inbox());
    this.loaded = true;
  }

  clear() {
    this.newest.forget();
    this.lines = [];
    this.loaded = false;
    this.cursor = null;
  }

  /** Moves the cursor by lines; the ends hold it. */
  move(by: number) {
    const at = this.lines.findIndex((line) => line.id === this.current?.id);
    const next = this.lines[Math.min(this.lines.length - 1, Math.max(0, at + by))];
    if (next) this.cursor = next.id;
  }

  /** Keeps that these lines have been seen, or have not; every line when none is named. */
  async mark(lines: InboxLineView[], seen: boolean) {
    await this.show(() => bridge.markSeen({ lines: lines.map((line) => line.id), seen }));
    if (this.trouble && this.loaded) toasts.refuse(this.trouble);
  }

  /** Where a line is dealt with. */
  placeOf(line: InboxLineView): Screen {
    if (line.kind === 'missed' || line.kind === 'failed') return 'due';
    const row = desk.rows.find((row) => row.id === line.story);
    return row ? desk.opensIn(row) : 'review';
  }

  private async show(ask: () => Promise<InboxView>) {
    try {
      const inbox = await this.newest.answer(ask);
      if (!inbox) return;
      this.lines = inbox.lines;
      this.trouble = null;
    } catch (thrown) {
      this.trouble = asRefusal(thrown);
    }
  }
}

export const inbox = new Inbox();
