// Sentences about a suggestion that are heard rather than seen, and about two versions that a merge kept.
import type { CommentView, KeptBothView } from '../../bridge';
import { t } from '../../i18n';
import type { Suggested } from '../../state/margin.svelte';
import { said } from '../../state/suggested';

/** What is suggested, and by whom. */
export function inSentence(suggestion: Suggested): string {
  const { kind, ...facts } = said(suggestion);
  return t('suggestion.by', { what: t(`suggestion.${kind}`, facts), by: suggestion.by || t('suggestion.nobody') });
}

/** What somebody said about words, and whether it was settled; of one that is not here yet nothing can be said. */
export function commentInSentence(comment: CommentView | undefined, when: (at: string) => string): string {
  if (!comment) return t('comment.details.elsewhere');
  const { by, text, resolved } = comment;
  if (resolved) return t('comment.settled', { by: resolved.by.name, time: when(resolved.at) });
  return t(comment.blocking ? 'comment.details.query' : 'comment.details', { by: by.name, text });
}

/** Where a merge kept two versions. */
export function keptBoth({ field, paragraph }: KeptBothView): string {
  if (field === 'body') return t('two_versions.paragraph', { paragraph });
  if (field.startsWith('cell:')) return t('two_versions.cell');
  return field === 'headline' || field === 'standfirst' ? t(`two_versions.${field}`) : t('two_versions.line');
}

/** How the two parted, as the name of its sentence; a newer Stet may know of more ways. */
export function howKept({ how }: KeptBothView) {
  return how === 'deleted' || how === 'moved' || how === 'doubled' ? (`two_versions.${how}` as const) : 'two_versions.replaced';
}
