// The newslist in words: rows of cells under headings, for the window, for paper and for the clipboard.
import type { Newslist, NewslistLine } from '../bridge';
import { t, word } from '../i18n';
import { clockTime, date, localDate } from './times';

export const COLUMNS = ['runs', 'slugline', 'story', 'reporter', 'words', 'state', 'due', 'section', 'note'] as const;
export type Column = (typeof COLUMNS)[number];

export interface ListedPart {
  heading: string;
  rows: Record<Column, string>[];
}

export function columnName(column: Column): string {
  switch (column) {
    case 'runs':
    case 'slugline':
    case 'reporter':
    case 'note':
      return t(`newslist.column.${column}`);
    default:
      return t(`desk.column.${column}`);
  }
}

/** Each heading that has stories. A time of the list's own day is the clock's alone. */
export function parts(list: Newslist): ListedPart[] {
  const headings = [...new Set(list.lines.map(({ heading }) => heading))];
  return headings.map((heading) => ({
    heading: t(`newslist.${heading}`, { date: dayName(list) }),
    rows: list.lines.filter((line) => line.heading === heading).map((line) => cells(line, list)),
  }));
}

/** The day so many days from another, both as `2026-11-24`. */
export function dayFrom(day: string, days: number): string {
  const noon = new Date(`${day}T12:00:00Z`);
  noon.setUTCDate(noon.getUTCDate() + days);
  return noon.toISOString().slice(0, 10);
}

/** `Tue 24 Nov` */
export function dayName(list: Newslist): string {
  return date(`${list.date}T12:00:00Z`, 'UTC');
}

function cells(line: NewslistLine, list: Newslist): Record<Column, string> {
  const time = (at: string | null) => {
    if (at === null) return '';
    const clock = clockTime(at, list.zone);
    return localDate(Date.parse(at), list.zone) === list.date ? clock : `${date(at, list.zone)}, ${clock}`;
  };
  const notes = [
    line.hold === null ? '' : t('desk.row.hold', { reason: line.hold }),
    line.embargo_until === null ? '' : t('desk.row.embargo', { time: time(line.embargo_until) }),
    line.void_revision === null ? '' : t('desk.row.void', { revision: line.void_revision }),
    line.to_be_read ? t('desk.row.to_be_read') : '',
  ];
  return {
    runs: time(line.published_at ?? line.scheduled_for ?? line.planned_at),
    slugline: line.slugline,
    story: line.title,
    reporter: line.reporter,
    words: line.words_commissioned === null ? String(line.words) : `${line.words} ${t('words.of', { words: line.words_commissioned })}`,
    state: word('state', line.state),
    due: time(line.due_at),
    section: line.section,
    note: notes.filter(Boolean).join('. '),
  };
}

/** What is copied: columns parted by tabs, which a sheet and a message both take. */
export function plainList(list: Newslist): string {
  const line = (each: string[]) => each.map((cell) => cell.replace(/\s+/g, ' ')).join('\t');
  const columns = line(COLUMNS.map(columnName));
  const said = parts(list).map(({ heading, rows }) => [heading, columns, ...rows.map((row) => line(COLUMNS.map((column) => row[column])))].join('\n'));
  return [`${t('newslist.title')}: ${list.newsroom}, ${dayName(list)}`, ...(said.length ? said : [t('newslist.none')])].join('\n\n');
}
