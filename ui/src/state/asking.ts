// A query to whoever wrote the story, about words that somebody else touched.
import { desk as bridge, type StoryView } from '../bridge';
import { t } from '../i18n';
import type { Fact } from './facts';

/** The people of the story who can be asked. */
export function askable(story: StoryView): string[] {
  return [...new Set(story.credits.filter(({ person, role }) => person !== null && role === 'reporter').map(({ person }) => person as string))];
}

/** What the query says of each fact. */
export function question(facts: Fact[]): string {
  const one = ({ change, was, is, of }: Fact) => {
    const params = { was: was ?? t('facts.nobody'), is: is ?? t('facts.nobody'), of: of ?? '' };
    return t(`facts.ask.${change}`, params);
  };
  return `${facts.map(one).join('\n')}\n${t('facts.ask.right')}`;
}

/** A blocking comment that names the reporter; the story as it is then. */
export function askReporter(story: StoryView, facts: Fact[]): Promise<StoryView> {
  const about = facts[0]?.is ?? facts[0]?.of ?? facts[0]?.was ?? '';
  return bridge.comment({ story: story.row.id, anchor: '', about, text: question(facts), blocking: true, mentions: askable(story) });
}
