// How long a desk may stay open with nobody at it. A rule about instants; nothing here reads a clock.

const MINUTE = 60_000;
/** So long without a key or the pointer, and the passphrase is asked for again. */
export const IDLE_FOR = 15 * MINUTE;
/** So long until the next try, when the desk could not be locked: words that the disk refuses keep it open. */
export const AGAIN_AFTER = MINUTE;

export class Idle {
  private since: number;

  constructor(now: number) {
    this.since = now;
  }

  /** Somebody is there. */
  touched(now: number) {
    this.since = now;
  }

  /** The desk could not be locked. */
  putOff(now: number) {
    this.since = now - IDLE_FOR + AGAIN_AFTER;
  }

  /** Whether the desk is to be locked. Time goes on while a laptop sleeps; a clock that is set back begins anew. */
  isOver(now: number): boolean {
    this.since = Math.min(this.since, now);
    return now - this.since >= IDLE_FOR;
  }
}
