// The way from what stands in a step's way to its place in the text: it opens the text and goes there once it is ready.
import type { CommentView } from '../bridge';
import { comments } from './comments.svelte';
import { margin } from './margin.svelte';
import { session } from './session.svelte';
import { steps } from './steps.svelte';
import { writing } from './writing.svelte';

export type Goal =
  | { kind: 'suggestions' }
  | { kind: 'query'; comment: CommentView }
  | { kind: 'tk'; at: number }
  | { kind: 'figure'; number: number };

class Leading {
  goal = $state.raw<Goal | null>(null);

  /** Leaves the sheet and goes to the text. */
  async lead(story: string, goal: Goal) {
    steps.close();
    this.goal = goal;
    await session.go('write', story);
  }

  /** Goes to the place in the text that is open now; what it is beside the text, if it is there. */
  arrive(): 'margin' | null {
    const { goal } = this;
    this.goal = null;
    switch (goal?.kind) {
      case 'suggestions':
        margin.move(1);
        return 'margin';
      case 'query':
        comments.current = goal.comment.id;
        writing.showComment(goal.comment);
        return 'margin';
      case 'tk': {
        const tk = writing.tks()[goal.at];
        if (tk) writing.goTo(tk);
        else writing.nextTk();
        return null;
      }
      case 'figure':
        writing.goToFigure(goal.number);
        return null;
      default:
        return null;
    }
  }
}

export const leading = new Leading();
