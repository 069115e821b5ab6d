// Everything that can be done with one story as a whole, from what the desk offers: the palette lists it, and the story's
// own menu. Not here: what can be done in its text.
import type { StoryView } from '../bridge';
import { sentence, t, word } from '../i18n';
import { clock } from './clock.svelte';
import type { Command } from './command';
import { deskDid } from './deskDid';
import { keysOf, type Action } from './keys';
import { session } from './session.svelte';
import { asks, steps } from './steps.svelte';
import { readable } from './times';

/** Words of other newsrooms for the same step. */
const ALSO: Record<string, string> = {
  spike: 'kill delete bin', withdraw: 'kill unpublish take down', open_update: 'correct correction clarification update change', break_glass: 'emergency urgent', confirm: 'second reader read',
  to_copy: 'subs', require_check: 'legal lawyer checklist', clear_check: 'legal lawyer checklist', refuse_check: 'legal lawyer checklist', file: 'submit send', send_back: 'request changes reject return',
  take: 'claim lock', put_back: 'release unlock', hold: 'stop pause', publish: 'go live export', seal: 'save version', approve: 'sign off ok',
};

const ALSO_VIEW = { write: 'edit text', review: 'compare revisions difference', history: 'restore bring back versions who wrote' };

const STEP_KEYS: Record<string, Action> = {
  file: 'file', approve: 'approve', take: 'take', put_back: 'take', hold: 'hold', release: 'hold', schedule: 'schedule',
  publish: 'publish', send_back: 'send_back', spike: 'spike', seal: 'save_revision', open_update: 'fix',
};

/** A story on show has been begun already, and only a pitch or a commission is still to be started. */
function isOffered(step: string, story: StoryView): boolean {
  const state = story.row.desk_state;
  const live = story.row.live_state;
  const rests = state === 'idle';
  switch (step) {
    case 'pitch':
      return false;
    case 'commission':
      return state === 'pitch';
    case 'start':
      return state === 'pitch' || state === 'assigned';
    case 'to_copy':
      return state === 'editing';
    case 'to_desk':
      return state === 'copy';
    case 'approve_minor':
      return story.row.void_revision !== null || story.update !== null;
    case 'clear_check':
    case 'refuse_check':
      return story.checks.length > 0;
    case 'open_update':
      return rests && live !== 'unpublished';
    case 'drop_update':
      return !rests && live !== 'unpublished';
    case 'withdraw':
      return live === 'live';
    case 'reinstate':
      return live === 'withdrawn';
    case 'confirm':
      return story.to_be_read.length > 0;
    case 'break_glass':
      return ['filed', 'editing', 'copy'].includes(state);
    default:
      return true;
  }
}

/** In the order in which a list shows them: where the story can be looked at, then its steps. */
export function storyCommands(story: StoryView): Command[] {
  const id = story.row.id;
  const offered = story.steps.filter(({ step }) => isOffered(step, story)).map(({ step, refused }): Command => {
    const action = STEP_KEYS[step];
    return {
      id: `step-${step}`, group: 'story', label: asks(step) ? t('palette.asks', { label: word('step', step) }) : word('step', step),
      also: ALSO[step] ?? '', keys: action ? keysOf(action) : null,
      reason: refused && !(step === 'file' && refused.code.startsWith('needs-')) && !(step === 'approve' && refused.code === 'tk-open')
        ? sentence({ code: refused.code, params: readable(refused.params, clock.minute, session.zone) })
        : null,
      run: () => void steps.begin(step, id),
    };
  });
  const views = (['write', 'review', 'history'] as const)
    .filter((view) => !(session.screen === view && session.story === id))
    .map((view): Command => ({
      id: view, group: 'story', label: t(`palette.${view}`), also: ALSO_VIEW[view],
      keys: view === 'review' ? keysOf('review') : null, reason: null, run: () => void session.go(view, id),
    }));
  const note: Command[] = story.update && story.may_type
    ? [{ id: 'correction', group: 'story', label: t('palette.asks', { label: t('ask.correction.title') }), also: 'correction clarification', keys: null, reason: null, run: () => void steps.open('correction', id) }]
    : [];
  const since: Command[] = story.filed_revision === null ? [] : [{
    id: 'desk-did', group: 'story', label: t('key.desk_did'), also: 'since filing changed edits my copy compare', keys: keysOf(session.screen === 'review' ? 'desk_did' : 'write_desk_did'),
    reason: null, run: () => deskDid(story),
  }];
  return [...views, ...note, ...since, ...offered];
}
