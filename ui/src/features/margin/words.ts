// The sentences about a suggestion that are heard rather than seen.
import { t } from '../../i18n';
import type { Suggested } from '../../state/margin.svelte';
import { said } from '../../state/suggested';

/** What is suggested, and by whom. */
export function inSentence(suggestion: Suggested): string {
  const { kind, ...facts } = said(suggestion);
  return t('suggestion.by', { what: t(`suggestion.${kind}`, facts), by: suggestion.by || t('suggestion.nobody') });
}
