// Everything that the palette can do, from what the desk offers and where the window can go.
import { asRefusal, type StoryView } from '../../bridge';
import { sentence, t, word } from '../../i18n';
import { appearance, type Theme } from '../../state/appearance.svelte';
import { bringIn } from '../../state/bringIn.svelte';
import { clock } from '../../state/clock.svelte';
import { deskDid } from '../../state/deskDid';
import { finding } from '../../state/finding.svelte';
import { focusMode } from '../../state/focusMode.svelte';
import { keysOf, type Action } from '../../state/keys';
import { readAloud } from '../../state/readAloud.svelte';
import { session, type Screen } from '../../state/session.svelte';
import { shapes } from '../../state/shapes.svelte';
import { asks, steps } from '../../state/steps.svelte';
import { readable } from '../../state/times';
import { toasts } from '../../state/toasts.svelte';
import { writing } from '../../state/writing.svelte';
import type { Command } from './matching';

/** Words of other newsrooms for the same step. */
const ALSO: Record<string, string> = {
  spike: 'kill delete bin', withdraw: 'kill unpublish take down', open_update: 'correct correction clarification update change', break_glass: 'emergency urgent', confirm: 'second reader read',
  to_copy: 'subs', require_check: 'legal lawyer checklist', clear_check: 'legal lawyer checklist', refuse_check: 'legal lawyer checklist', file: 'submit send', send_back: 'request changes reject return',
  take: 'claim lock', put_back: 'release unlock', hold: 'stop pause', publish: 'go live export', seal: 'save version', approve: 'sign off ok',
};

const ALSO_VIEW = { write: 'edit text', review: 'compare revisions difference', history: 'restore bring back versions who wrote' };

const STEP_KEYS: Record<string, Action> = {
  file: 'file', approve: 'approve', take: 'take', put_back: 'take', hold: 'hold', release: 'hold', schedule: 'schedule',
  publish: 'publish', send_back: 'send_back', spike: 'spike', seal: 'save_revision',
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
  return [...(session.screen === 'write' ? textCommands() : []), ...views, ...note, ...since, ...offered];
}

/** What can be done in the text that is open. */
function textCommands(): Command[] {
  const plain = (action: Action, also: string, run: () => void): Command => ({
    id: action, group: 'story', label: t(`key.${action}`), also, keys: keysOf(action), reason: null, run,
  });
  return [
    plain('find_text', 'search', () => finding.ask(false)),
    plain('replace_text', 'find substitute', () => finding.ask(true)),
    plain('picture', 'image photo figure insert', () => writing.askForPicture()),
    plain('table', 'grid rows columns insert', () => writing.run('table')),
    ...(writing.set.field === 'cell' ? tableCommands() : []),
    plain('to_stash', 'cut keep aside scrap parking', () => writing.stash('to')),
    plain('from_stash', 'restore cut scrap parking', () => writing.stash('from')),
    plain('outline', 'headings structure contents', () => (writing.outlined = true)),
    plain('tk_next', 'to come open missing', () => writing.nextTk()),
    ...writing.modes.filter((mode) => mode !== writing.mode).map((mode): Command => ({
      id: `mode-${mode}`, group: 'story', label: t('palette.mode', { mode: t(`write.mode.${mode}`) }), also: 'track changes suggesting only',
      keys: mode === 'edit' ? null : keysOf(`${mode}_mode`), reason: null, run: () => writing.choose(mode),
    })),
    ...(readAloud.offered ? [plain('read_aloud', 'voice speak listen hear', () => writing.readAloud())] : []),
    ...(writing.mode === 'read' ? [] : shapes.list).map(({ name }): Command => ({
      id: `shape-${name}`, group: 'story', label: t('palette.shape', { shape: name }), also: 'template skeleton form', keys: null, reason: null, run: () => void writing.beginFrom(name),
    })),
    plain('says_ends', 'screen reader hear insertions deletions', () => writing.sayEnds()),
    plain('focus_mode', 'concentrate distraction free zen full', () => focusMode.choose(!focusMode.on)),
  ];
}

/** What can be done with the table that has the caret. */
function tableCommands(): Command[] {
  const commands = ['rowAbove', 'rowBelow', 'columnLeft', 'columnRight', 'deleteRow', 'deleteColumn', 'deleteTable'] as const;
  return commands.map((command): Command => ({
    id: `table-${command}`, group: 'story', label: t(`table.${command}`), also: 'table cell add remove insert', keys: null, reason: null,
    run: () => writing.run(command),
  }));
}

export function newsroomCommands(startStory: () => void): Command[] {
  const go = (screen: Screen, action: Action): Command => ({
    id: `go-${screen}`, group: 'go', label: t(`rail.${screen}` as 'rail.desk'), also: 'go to', keys: keysOf(action), reason: null,
    run: () => void session.go(screen),
  });
  const theme = (value: Theme): Command => ({
    id: `theme-${value}`, group: 'do', label: t(`theme.command.${value}`), also: 'theme appearance night day', keys: null,
    reason: appearance.theme === value ? t('theme.already') : null, run: () => appearance.choose(value),
  });
  const plain = (id: string, label: string, also: string, run: () => void, keys: string | null = null): Command => ({
    id, group: 'do', label, also, keys, reason: null, run,
  });
  return [
    plain('new', t('desk.new'), 'write start create', startStory, keysOf('new')),
    plain('pitch', t('palette.asks', { label: t('step.pitch') }), 'idea propose', () => void steps.open('pitch')),
    plain('commission', t('palette.asks', { label: t('ask.commission.title') }), 'order request assign brief', () => void steps.open('commission')),
    plain('bring-in', t('desk.bring_in'), 'import paste file', () => bringIn.ask()),
    plain('person', t('palette.asks', { label: t('person.add') }), 'author guest staff', () => void steps.open('person')),
    plain('target', t('palette.asks', { label: t('target.add') }), 'publish folder site', () => void steps.open('target')),
    plain('places', t('palette.asks', { label: t('places.title') }), 'log in out user switch', () => void steps.open('places')),
    plain('lock', t('places.lock'), 'log out quit leave', () => void session.lock().catch((thrown) => toasts.refuse(asRefusal(thrown)))),
    plain('shift', t('palette.asks', { label: t('shift.title') }), 'handover report end day summary', () => void steps.open('shift')),
    plain('keys', t('keys.title'), 'shortcuts help', () => void steps.open('keys'), keysOf('all_keys')),
    theme('light'), theme('dark'), theme('laptop'),
    go('desk', 'go_desk'), go('due', 'go_due'), go('people', 'go_people'), go('settings', 'go_settings'),
  ];
}
