// Sheets and steps: which sheet is open, about which story, and what came of the step that it asked for.
import { asRefusal, desk as bridge, type Refused, type StepRequest, type StepTaken, type StoryView } from '../bridge';
import { has } from '../i18n';
import { desk } from './desk.svelte';
import { fixing } from './fixing.svelte';
import { leave } from './leaving';
import { openStory } from './openStory.svelte';
import { session } from './session.svelte';
import { toasts } from './toasts.svelte';

/** Steps that ask something first, and the sheets that are no step. */
export const STEP_SHEETS = [
  'file', 'approve', 'send_back', 'schedule', 'reschedule', 'set_embargo', 'lift_embargo', 'hold', 'release',
  'spike', 'unspike', 'publish', 'pull_back', 'seal', 'commission', 'assign', 'require_check', 'clear_check', 'refuse_check',
  'drop_update', 'withdraw', 'reinstate', 'confirm', 'break_glass', 'approve_minor',
] as const;
export type StepSheet = (typeof STEP_SHEETS)[number];
/** Whether a step asks something before it is taken. */
export const asks = (step: string): boolean => step === 'open_update' || (STEP_SHEETS as readonly string[]).includes(step);

export type OtherSheet = 'pitch' | 'correction' | 'places' | 'person' | 'target' | 'shape' | 'shift' | 'newslist' | 'views' | 'article' | 'keys';
export type Sheet = StepSheet | OtherSheet;

export const NO_STEP: Omit<StepRequest, 'story' | 'step'> = {
  note: '', reason: '', at: null, source: '', terms: '', targets: [], seen_hash: null, let_stand: false,
  person: '', due: null, words: null, brief: '', planned: null, section: '', slugline: '', check: '', class: '', notice: '', entry: '',
};

class Steps {
  sheet = $state<Sheet | null>(null);
  /** The story that a step's sheet is about, as it was when the sheet opened. */
  story = $state.raw<StoryView | null>(null);
  refused = $state<Refused | null>(null);
  busy = $state(false);

  /** Opens a sheet; a step's sheet first brings typed words to safety and reads the story as it is then. */
  async open(sheet: Sheet, story?: string) {
    if (this.sheet) return;
    this.refused = null;
    this.story = null;
    if (story) {
      if (!(await leave())) return;
      try {
        this.story = await bridge.story(story);
      } catch (thrown) {
        toasts.refuse(asRefusal(thrown));
        return;
      }
    }
    this.sheet = sheet;
  }

  close() {
    this.sheet = null;
    this.story = null;
    this.refused = null;
  }

  /** Begins a step: with its sheet when it asks something, a fix beside the text, anything else at once. */
  async begin(step: string, story: string) {
    if (step === 'open_update') await fixing.begin(story);
    else if ((STEP_SHEETS as readonly string[]).includes(step)) await this.open(step as StepSheet, story);
    else if (await leave()) await this.take({ ...NO_STEP, story, step });
  }

  /** Takes one step and shows what it changed. Null when it was refused; who asked says why in place, or a toast does. */
  async take(request: StepRequest, inPlace = this.sheet !== null): Promise<StepTaken | null> {
    this.busy = true;
    this.refused = null;
    try {
      const taken = await bridge.takeStep(request);
      this.shown(request, taken);
      return taken;
    } catch (thrown) {
      const refused = asRefusal(thrown);
      if (inPlace) this.refused = refused;
      else toasts.refuse(refused);
      return null;
    } finally {
      this.busy = false;
    }
  }

  private shown(request: StepRequest, taken: StepTaken) {
    if (openStory.view?.row.id === request.story) openStory.show(taken.story);
    if (this.story) this.story = taken.story;
    void desk.load();
    const row = taken.story.row;
    const key = `done.${request.step}`;
    const next = taken.next_waiting;
    const action = next
      ? { key: 'done.next' as const, params: { slugline: next.slugline }, run: () => void session.go('review', next.story) }
      : null;
    if (has(key)) toasts.say(key, { slugline: row.slugline || row.headline, revision: row.revision ?? 0 }, action);
    for (const receipt of taken.receipts) {
      if (receipt.already_there) toasts.say('done.already_there', { target: receipt.target });
      else toasts.say('done.written', { target: receipt.target, file: receipt.files[0] ?? '', count: receipt.files.length });
    }
  }
}

export const steps = new Steps();
