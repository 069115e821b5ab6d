// Mending the newer side of a review where it is read: the text opens in the place of the comparison, with the paragraph
// that was looked at where it stood, and gives way to the new comparison in the same place.
import { tick } from 'svelte';
import type { StoryView } from '../bridge';
import { side } from './compared';
import { leave } from './leaving';
import { openStory } from './openStory.svelte';
import { lettersTo, newerWords } from './paragraphs';
import { review } from './review.svelte';
import { session } from './session.svelte';
import { undecided } from './undecided.svelte';
import { writing } from './writing.svelte';

/** What stands where on the screen. */
interface Spot {
  words: string;
  /** How many letters of it the caret stands after. */
  letters: number;
  /** How far down the window it begins. */
  top: number;
}

class InPlace {
  on = $state(false);
  private spot: Spot | null = null;

  /** Opens the text where it is read; whoever may not write in it only opens it. */
  async begin(story: StoryView) {
    if (this.on) return;
    if (!story.may_type && !story.may_suggest) return session.go('write', story.row.id);
    if (review.look === 'side') review.look = 'text';
    await review.toNow(story);
    await tick();
    this.spot = looked();
    this.on = true;
  }

  /** Once the text is ready: the caret into what was looked at, which stands where it stood. */
  land() {
    const { spot } = this;
    this.spot = null;
    if (!spot || !writing.goToWords(spot.words, spot.letters)) return;
    scroll((writing.paragraph()?.top ?? spot.top) - spot.top);
  }

  /** Back to the comparison, which is new, once every word is safe. */
  async end() {
    if (!this.on || !(await leave())) return;
    const last = writing.paragraph();
    if (session.story) void undecided.load(session.story);
    await openStory.reload();
    await tick();
    await review.opened;
    this.forget();
    await tick();
    if (last) stand(last);
  }

  forget() {
    this.on = false;
    this.spot = null;
  }
}

const blocksShown = () => (review.look === 'clean' ? side(review.compared?.blocks ?? [], 'to') : review.numbered.blocks);
const elementOf = (index: number) => document.querySelector<HTMLElement>(`[data-at="${index}"]`);

/** The paragraph of the change under the eye, else the first that is wholly in sight. */
function looked(): Spot | null {
  const blocks = blocksShown();
  const change = review.look === 'clean' ? null : review.changes[review.at];
  const pages = document.querySelector('[data-review-pages]')?.getBoundingClientRect().top ?? 0;
  const inSight = blocks.findIndex((_, index) => (elementOf(index)?.getBoundingClientRect().top ?? -1) >= pages);
  const index = change?.block ?? inSight;
  const block = blocks[index];
  const top = elementOf(index)?.getBoundingClientRect().top;
  if (!block || top === undefined) return null;
  return { words: newerWords(block), letters: change ? lettersTo(block, review.at) : 0, top };
}

/** Brings the paragraph back to where it stood, and the eye to the change in it or after it. */
function stand({ words, top }: { words: string; top: number }) {
  const index = blocksShown().findIndex((block) => words !== '' && newerWords(block) === words);
  if (index < 0) return;
  const change = review.changes.findIndex(({ block }) => block >= index);
  if (change >= 0) review.at = change;
  scroll((elementOf(index)?.getBoundingClientRect().top ?? top) - top);
}

function scroll(by: number) {
  const pages = document.querySelector('[data-review-pages]');
  if (pages) pages.scrollTop += by;
}

export const inPlace = new InPlace();
