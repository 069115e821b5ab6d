// The note at the end of a shift in words: under headings for the window, as plain lines for a message.
import type { ShiftLine, ShiftNote } from '../bridge';
import { t } from '../i18n';
import { dayAndTime } from './times';

export interface HeadedLine {
  slugline: string;
  headline: string;
  /** When, with whom, and why not. */
  more: string;
}

export interface Headed {
  heading: string;
  lines: HeadedLine[];
}

export function headed({ lines }: ShiftNote, zone: string): Headed[] {
  const names = [...new Set(lines.map(({ heading }) => heading))];
  return names.map((name) => ({
    heading: t(`shift.${name}`),
    lines: lines.filter(({ heading }) => heading === name).map((line) => ({ slugline: line.slugline, headline: line.headline, more: more(line, zone) })),
  }));
}

function more(line: ShiftLine, zone: string): string {
  const parts = [
    line.at === null ? '' : dayAndTime(Date.parse(line.at), zone),
    line.with ?? '',
    line.reason ?? '',
    line.void_revision === null ? '' : t('desk.row.void', { revision: line.void_revision }),
  ];
  return parts.filter(Boolean).join(' · ');
}

/** What is copied: each heading with its stories under it. */
export function plainNote(note: ShiftNote, zone: string): string {
  const parts = headed(note, zone).map(({ heading, lines }) =>
    [heading, ...lines.map(({ slugline, headline, more: rest }) => `- ${[slugline, headline, rest].filter(Boolean).join('  ')}`)].join('\n'),
  );
  return [t('shift.title'), ...parts].join('\n\n');
}
