// What happens by itself while somebody types. Kept on this laptop; it is no matter of the newsroom.

const KEPT_AS = { typesets: 'stet.typesets', says: 'stet.says-ends' };

class Typing {
  /** Quotation marks, dashes and dots are typeset. */
  typesets = $state(true);
  /** It is said where suggested words begin and end. */
  saysEnds = $state(false);

  start() {
    this.typesets = localStorage.getItem(KEPT_AS.typesets) !== 'no';
    this.saysEnds = localStorage.getItem(KEPT_AS.says) === 'yes';
  }

  choose(typesets: boolean) {
    this.typesets = typesets;
    localStorage.setItem(KEPT_AS.typesets, typesets ? 'yes' : 'no');
  }

  sayEnds(says: boolean) {
    this.saysEnds = says;
    localStorage.setItem(KEPT_AS.says, says ? 'yes' : 'no');
  }
}

export const typing = new Typing();
