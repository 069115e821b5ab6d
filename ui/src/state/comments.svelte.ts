// Comments on the open story: the one being written, the one that is looked at, and what is said to the desk.
import { asRefusal, desk as bridge, type Refused, type StoryView } from '../bridge';
import { mentioned } from './mentions';
import { openStory } from './openStory.svelte';
import { people } from './people.svelte';

export interface NewComment {
  anchor: string;
  about: string;
  text: string;
  blocking: boolean;
}

class Comments {
  /** Words that a new comment would be about; null while none is being written. */
  about = $state<string | null>(null);
  current = $state<string | null>(null);
  refused = $state<Refused | null>(null);
  busy = $state(false);

  readonly open = $derived((openStory.view?.comments ?? []).filter((comment) => !comment.resolved));

  begin(about: string) {
    this.about = about;
    this.refused = null;
    if (!people.loaded) void people.load();
  }

  cancel() {
    this.about = null;
    this.refused = null;
  }

  async add({ anchor, about, text, blocking }: NewComment): Promise<boolean> {
    const before = openStory.view?.comments.length ?? 0;
    const done = await this.ask((story) => bridge.comment({ story, anchor, about, text, blocking, mentions: mentioned(text, people.list) }));
    if (done) {
      this.about = null;
      this.current = openStory.view?.comments[before]?.id ?? null;
    }
    return done;
  }

  reply(comment: string, text: string) {
    return this.ask((story) => bridge.reply({ story, comment, text, mentions: mentioned(text, people.list) }));
  }

  resolve(comment: string, resolved: boolean) {
    return this.ask((story) => bridge.resolveComment({ story, comment, resolved }));
  }

  /** Settles the comment that is looked at. */
  async resolveCurrent() {
    if (this.current) await this.resolve(this.current, true);
  }

  private async ask(what: (story: string) => Promise<StoryView>): Promise<boolean> {
    const story = openStory.view?.row.id;
    if (!story) return false;
    this.busy = true;
    this.refused = null;
    try {
      openStory.show(await what(story));
      return true;
    } catch (thrown) {
      this.refused = asRefusal(thrown);
      return false;
    } finally {
      this.busy = false;
    }
  }
}

export const comments = new Comments();
