// What the host tells: whatever was written elsewhere is read again. One place, so that no screen shows stale facts.
import { desk as bridge, onChange, onClosing, type Change } from '../bridge';
import { desk } from './desk.svelte';
import { inbox } from './inbox.svelte';
import { leave } from './leaving';
import { openStory } from './openStory.svelte';
import { people } from './people.svelte';
import { publishing } from './publishing.svelte';
import { session } from './session.svelte';

/** Changes of one moment are answered by one reading. */
const GATHERS_FOR = 60;

export function hear(): () => void {
  let gathered: Change[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = onChange((changes) => {
    gathered.push(...changes);
    clearTimeout(timer);
    timer = setTimeout(() => {
      refresh(gathered);
      gathered = [];
    }, GATHERS_FOR);
  });
  // A window that could not ask whether the words are safe must still be able to go: the shell stops waiting by itself.
  const closing = onClosing(() => void leave().then((safe) => bridge.windowMayClose(safe)).catch(() => undefined));
  return () => {
    clearTimeout(timer);
    void closing.then((done) => done());
    void stop.then((done) => done());
  };
}

function refresh(changes: Change[]) {
  if (!session.who) return;
  const what = new Set(changes.map((change) => change.what));
  if (what.has('story') || what.has('text') || what.has('newsroom')) void desk.load();
  if (what.has('story') || what.has('newsroom')) void inbox.load();
  if (changes.some((change) => change.what === 'story' && change.id === openStory.view?.row.id)) void openStory.reload();
  if (what.has('person') && people.loaded) void people.load();
  if (what.has('target') && publishing.targetsLoaded) void publishing.loadTargets();
  if (what.has('story') && publishing.dueLoaded) void publishing.loadDue();
  if (what.has('newsroom')) void session.refresh().catch(() => undefined);
}
