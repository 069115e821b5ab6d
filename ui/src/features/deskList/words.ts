// What a row says about its state and its time.
import type { StoryRow } from '../../bridge';
import { t, word } from '../../i18n';
import { shown, wantedAt } from '../../state/rows';
import { clockTime, dayAndTime, sameDay, span, urgency, whenShort } from '../../state/times';

/** `Filed 14:05`, `Approved r4`, `Scheduled 18:15`, `Draft`. */
export function stateLine(row: StoryRow, now: number, zone: string): string {
  const state = shown(row);
  switch (state) {
    case 'approved':
      return row.revision === null ? word('state', state) : t('desk.row.approved', { revision: row.revision });
    case 'scheduled':
      return row.scheduled_for ? t('desk.row.at', { state: word('state', state), time: whenShort(row.scheduled_for, now, zone) }) : word('state', state);
    case 'live':
      return row.published_at ? t('desk.row.at', { state: word('state', state), time: whenShort(row.published_at, now, zone) }) : word('state', state);
    case 'filed':
    case 'spiked':
    case 'sent_back':
    case 'withdrawn':
      return t('desk.row.at', { state: word('state', state), time: whenShort(row.since, now, zone) });
    default:
      return word('state', state);
  }
}

export interface DueWords {
  first: string;
  second: string;
  urgent: boolean;
}

/** More than two hours: clock time first. Under two hours: time left first. Passed: how late. */
export function dueOf(row: StoryRow, now: number, zone: string): DueWords | null {
  const at = wantedAt(row);
  if (at === null || row.desk_state === 'idle' || row.desk_state === 'spiked') return null;
  const time = sameDay(at, now, zone) ? clockTime(at, zone) : dayAndTime(at, zone);
  const { key, count, hours, minutes } = span(at - now);
  const length = t(`span.${key}`, { count, hours, minutes });
  const urgent = urgency(at, now);
  if (urgent === 'past') return { first: t('desk.due.late', { span: length }), second: time, urgent: true };
  if (urgent === 'later') return { first: time, second: t('desk.due.in', { span: length }), urgent: false };
  return { first: t('desk.due.in', { span: length }), second: time, urgent: urgent === 'hour' };
}
