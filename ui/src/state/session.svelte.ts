// Which newsroom is open, who sits at it, and which screen is shown.
import { asRefusal, desk, type Opening, type Place, type Refused } from '../bridge';
import { leave, type Leaving } from './leaving';

export type Screen = 'desk' | 'write' | 'review' | 'history' | 'inbox' | 'people' | 'due' | 'settings';
const SCREENS: readonly string[] = ['desk', 'write', 'review', 'history', 'inbox', 'people', 'due', 'settings'];

interface Stop {
  screen: Screen;
  story: string | null;
}

/** Screens that show one story. */
export const inStory = (screen: Screen) => ['write', 'review', 'history'].includes(screen);

class Session {
  opening = $state<Opening | null>(null);
  trouble = $state<Refused | null>(null);
  screen = $state<Screen>('desk');
  /** The story that Write, Review or History shows. */
  story = $state<string | null>(null);
  /** A story that was only just started: the caret goes to its headline. */
  fresh = $state<string | null>(null);
  private trail: Stop[] = [];

  readonly newsroom = $derived(this.opening?.newsroom ?? null);
  readonly who = $derived(this.opening?.who ?? null);
  readonly zone = $derived(this.opening?.newsroom?.zone || 'UTC');
  readonly laptopZone = $derived(this.opening?.laptop_zone || 'UTC');
  readonly sections = $derived(this.opening?.newsroom?.sections ?? []);

  async start() {
    this.trouble = null;
    try {
      this.enter(await desk.opening());
    } catch (thrown) {
      this.trouble = asRefusal(thrown);
    }
  }

  /** Shows what the desk opened: the first run, the lock, or the place where the window was. */
  enter(opening: Opening) {
    this.opening = opening;
    this.trail = [];
    const place = opening.place;
    if (opening.who && place && SCREENS.includes(place.view)) this.show(place.view as Screen, place.story, place.caret);
    else this.show('desk', null);
  }

  async refresh() {
    this.opening = await desk.opening();
  }

  /** Goes to a screen, once what it leaves is safe. */
  async go(screen: Screen, story: string | null = null) {
    if (screen === this.screen && story === this.story) return;
    if (!(await leave())) return;
    this.trail.push({ screen: this.screen, story: this.story });
    this.show(screen, story);
  }

  /** Up one level: from a story to the desk. */
  async up() {
    if (this.screen !== 'desk') await this.go('desk');
  }

  /** Back along the way that was taken. */
  async back() {
    const stop = this.trail.pop();
    if (!stop || !(await leave())) return;
    this.show(stop.screen, stop.story);
  }

  async startStory() {
    const story = await desk.startStory();
    this.fresh = story;
    await this.go('write', story);
  }

  async lock() {
    if (await leave()) this.enter(await desk.leaveDesk());
  }

  async sitDown(person: string, passphrase: string) {
    if (await leave()) this.enter(await desk.sitDown({ person, passphrase }));
  }

  private show(screen: Screen, story: string | null, caret: number | null = null) {
    const needsStory = inStory(screen);
    this.screen = needsStory && !story ? 'desk' : screen;
    this.story = needsStory ? story : null;
    if (this.who) this.remember({ view: this.screen, story: this.story, caret });
  }

  /** After whatever the screen asks for, since a write to the disk would keep it waiting. */
  private remember(place: Place) {
    // Losing the place costs nothing but a click; there is nobody to tell.
    setTimeout(() => void (this.who && desk.rememberPlace(place).catch(() => undefined)));
  }
}

export type { Leaving };
export const session = new Session();
