// Hears the keys of the window and hands each to whoever does it: the topmost screen that registered for it.
import { actionsFor, beginsPair, type Action, type Where } from './keys';

export type Doing = Partial<Record<Action, () => void>>;

const PAIR_WAITS_FOR = 1200;

class Keyboard {
  /** True while a sheet or the palette has the keys. */
  quiet = $state(false);
  private doings: { where: Where; doing: Doing }[] = [];
  private begun: { letter: string; at: number } | null = null;

  /** Registers what a screen does; returns the function that takes it away. */
  on(where: Where, doing: Doing): () => void {
    const entry = { where, doing };
    this.doings.push(entry);
    return () => {
      this.doings = this.doings.filter((other) => other !== entry);
    };
  }

  hear(event: KeyboardEvent) {
    if (this.quiet || isTaken(event) || event.isComposing) return;
    const typing = inText(event.target);
    const after = this.begun && event.timeStamp - this.begun.at < PAIR_WAITS_FOR ? this.begun.letter : null;
    this.begun = null;
    if (!after && beginsPair(event, typing)) {
      this.begun = { letter: 'G', at: event.timeStamp };
      return;
    }
    for (const { where, doing } of this.doings.toReversed()) {
      const action = actionsFor(event, [where], typing, after).find((found) => doing[found]);
      if (!action || ownsEnter(event)) continue;
      event.preventDefault();
      doing[action]?.();
      return;
    }
  }
}

/** Whether somebody nearer has answered the key. The text takes every Enter and Esc, also those it does nothing with. */
function isTaken(event: KeyboardEvent): boolean {
  if (!event.defaultPrevented) return false;
  const inPage = event.target instanceof HTMLElement && event.target.isContentEditable;
  return !(inPage && (event.key === 'Escape' || (event.key === 'Enter' && (event.ctrlKey || event.metaKey))));
}

/** Whether letters pressed here are words. */
function inText(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true;
  return target instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'submit'].includes(target.type);
}

/** A focused button or link is pressed by Enter; no list may take that from it. */
function ownsEnter(event: KeyboardEvent): boolean {
  if (event.key !== 'Enter' || event.ctrlKey || event.metaKey) return false;
  return event.target instanceof HTMLElement && event.target.closest('button, a, summary') !== null;
}

export const keyboard = new Keyboard();
