// One paragraph at a time: the others recede, and what stands round the page goes. Kept on this laptop.

const KEPT_AS = 'stet.focus';

class FocusMode {
  on = $state(false);

  start() {
    this.on = localStorage.getItem(KEPT_AS) === 'yes';
  }

  choose(on: boolean) {
    this.on = on;
    localStorage.setItem(KEPT_AS, on ? 'yes' : 'no');
  }
}

export const focusMode = new FocusMode();
