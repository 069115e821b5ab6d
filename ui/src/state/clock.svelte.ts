// The present, as the screens see it. The only reader of the laptop's clock in the window.

class Clock {
  /** Milliseconds since 1970, every second. */
  now = $state(Date.now());
  /** The same, but still within a minute, so that lists do not sort themselves every second. */
  minute = $state(floorToMinute(Date.now()));

  constructor() {
    setInterval(() => this.tick(), 1000);
  }

  tick() {
    this.now = Date.now();
    const minute = floorToMinute(this.now);
    if (minute !== this.minute) this.minute = minute;
  }
}

const floorToMinute = (instant: number) => instant - (instant % 60_000);

export const clock = new Clock();
