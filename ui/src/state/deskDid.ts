// What the desk did to one's copy: the story as it was filed last against the story as it is.
import type { StoryView } from '../bridge';
import { review } from './review.svelte';
import { session } from './session.svelte';
import { toasts } from './toasts.svelte';

/** Opens the review on it, from wherever the story is open. */
export function deskDid(story: StoryView): void {
  if (story.filed_revision === null) {
    toasts.refuse({ code: 'never-filed', params: {} });
    return;
  }
  review.ask(story.row.id, story.filed_revision);
  if (session.screen === 'review') void review.open(story);
  else void session.go('review', story.row.id);
}
