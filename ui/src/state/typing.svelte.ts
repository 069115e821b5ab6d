// What happens by itself while somebody types. Kept on this laptop; it is no matter of the newsroom.

const KEPT_AS = 'stet.typesets';

class Typing {
  /** Quotation marks, dashes and dots are typeset. */
  typesets = $state(true);

  start() {
    this.typesets = localStorage.getItem(KEPT_AS) !== 'no';
  }

  choose(typesets: boolean) {
    this.typesets = typesets;
    localStorage.setItem(KEPT_AS, typesets ? 'yes' : 'no');
  }
}

export const typing = new Typing();
