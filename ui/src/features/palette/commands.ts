// Everything that the palette can do beside what concerns one story as a whole: in the open text, and in the newsroom.
import { asRefusal } from '../../bridge';
import { t } from '../../i18n';
import { appearance, type Theme } from '../../state/appearance.svelte';
import { bringIn } from '../../state/bringIn.svelte';
import type { Command } from '../../state/command';
import { finding } from '../../state/finding.svelte';
import { focusMode } from '../../state/focusMode.svelte';
import { keysOf, type Action } from '../../state/keys';
import { readAloud } from '../../state/readAloud.svelte';
import { savedViews } from '../../state/savedViews.svelte';
import { session, type Screen } from '../../state/session.svelte';
import { shapes } from '../../state/shapes.svelte';
import { steps } from '../../state/steps.svelte';
import { toasts } from '../../state/toasts.svelte';
import { writing } from '../../state/writing.svelte';

const VIEW_KEYS: Action[] = ['view_1', 'view_2', 'view_3', 'view_4', 'view_5'];

/** What can be done in the text that is open. */
export function textCommands(): Command[] {
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
    plain('newslist', t('palette.asks', { label: t('newslist.title') }), 'budget day list print schedule', () => void steps.open('newslist')),
    plain('views', t('palette.asks', { label: t('views.title') }), 'save filter bookmark rename', () => void steps.open('views'), session.screen === 'desk' ? keysOf('save_view') : null),
    ...savedViews.list.map((view, at) => plain(`view-${at + 1}`, t('palette.view', { name: view.name }), 'saved filter', () => savedViews.open(view), at < VIEW_KEYS.length ? keysOf(VIEW_KEYS[at]!) : null)),
    plain('keys', t('keys.title'), 'shortcuts help', () => void steps.open('keys'), keysOf('all_keys')),
    theme('light'), theme('dark'), theme('laptop'),
    go('desk', 'go_desk'), go('inbox', 'go_inbox'), go('due', 'go_due'), go('people', 'go_people'), go('settings', 'go_settings'),
  ];
}
