// Callers that call again and again until they are told to end. It must never leave one behind.

/** So many callers, each with one call at a time; dispose it to end them. */
export class ConstantLoad<Answer> implements AsyncDisposable {
  /** What was answered so far, in the order in which the answers came. */
  readonly answers: Answer[] = [];
  /** Calls that got no proper answer. */
  readonly failures: unknown[] = [];
  readonly #callers: readonly Promise<void>[];
  #calling = true;

  constructor(callers: number, call: (caller: number) => Promise<Answer>) {
    this.#callers = Array.from({ length: callers }, (_, caller) => this.#keepCalling(() => call(caller)));
  }

  /** Resolves when every call under way has ended. */
  async end(): Promise<void> {
    this.#calling = false;
    await Promise.all(this.#callers);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.end();
  }

  async #keepCalling(call: () => Promise<Answer>): Promise<void> {
    while (this.#calling) {
      try {
        this.answers.push(await call());
      } catch (error) {
        this.failures.push(error);
      }
    }
  }
}
