// A paste from another program: read by the desk, put in by the page, and said in one line with its Undo.
//
// When the desk refuses to read it nothing changes and plain text is offered; when the desk fails, the plain text comes
// in at once. Either way no word is lost.

import { asRefusal, desk as bridge, type PastedView, type Refused } from '../bridge';
import type { Foreign, Outbox, StoryPage } from '../editor';
import { has, t } from '../i18n';
import { toasts } from './toasts.svelte';

/** Refusals after which a person chooses. */
const REFUSED = new Set(['html-words-differ', 'html-too-long']);
/** Milliseconds after which the plain text comes in without the desk. */
const READ_WITHIN = 10_000;

export async function paste(foreign: Foreign, page: StoryPage, outbox: Outbox, undo: () => void) {
  const pasted = await outbox.apart(async () => {
    try {
      const pasted = await inTime(bridge.readPaste({ html: foreign.html || null, text: foreign.text }));
      page.putIn(pasted.fields as never, foreign.text);
      return pasted;
    } catch (thrown) {
      const refused = asRefusal(thrown);
      if (REFUSED.has(refused.code)) offerPlain(refused, () => void outbox.apart(async () => page.putInPlainly(foreign.text)).catch(() => undefined));
      else page.putInPlainly(foreign.text);
      return null;
    }
  });
  if (pasted) tell(pasted, undo);
}

function offerPlain(refused: Refused, run: () => void) {
  toasts.refuse(refused, { key: 'paste.plainly', run });
}

/** A few words that came in as they were need no report. */
function tell({ report, words, fields }: PastedView, undo: () => void) {
  const blocks = (fields.body ?? []).filter((op) => 'insert' in op && op.insert === '\uFFFC').length;
  const action = { key: 'paste.undo' as const, run: undo };
  const left = leftOut(report);
  if (left) toasts.say('paste.done_without', { count: words, left }, action);
  else if (blocks > 1) toasts.say('paste.done', { count: words }, action);
}

/** What was left out, in words: `2 pictures, colours`. */
export function leftOut(report: Refused[]): string {
  const said = report.flatMap(({ code, params }) => {
    const key = `paste.left.${code}`;
    return has(key) ? [t(key, { count: Number(params.count ?? 1) })] : [];
  });
  return said.join(', ');
}

function inTime<Answer>(answer: Promise<Answer>): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('the desk did not answer in time')), READ_WITHIN);
    answer.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
