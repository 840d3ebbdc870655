// The way from question to question: back, and forth again until something new is asked.

export class Trail {
  #steps = [];
  #at = -1;

  /** Another question is shown. */
  went(entry) {
    if (this.#steps[this.#at] === entry) return;
    this.#steps = [...this.#steps.slice(0, this.#at + 1), entry];
    this.#at = this.#steps.length - 1;
  }

  /** The question before the one that is shown, or the last one where none is. */
  before(now) {
    return now === this.#steps[this.#at] ? this.#steps[this.#at - 1] : this.#steps[this.#at];
  }

  get after() {
    return this.#steps[this.#at + 1];
  }

  back(now) {
    const entry = this.before(now);
    if (entry) this.#at = this.#steps.indexOf(entry);
    return entry;
  }

  forth() {
    const entry = this.after;
    if (entry) this.#at++;
    return entry;
  }
}
