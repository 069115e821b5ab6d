// Of several questions about the same thing only the newest one's answer counts: a slow answer never covers a newer one.

export class Newest {
  private asked = 0;

  /** The answer, or its refusal; undefined once something newer was asked, or nobody wants it any more. */
  async answer<Answer>(question: () => Promise<Answer>): Promise<Answer | undefined> {
    const mine = ++this.asked;
    try {
      const answer = await question();
      return mine === this.asked ? answer : undefined;
    } catch (thrown) {
      if (mine === this.asked) throw thrown;
      return undefined;
    }
  }

  /** Nothing that is asked for now is wanted any more. */
  forget() {
    this.asked += 1;
  }
}
