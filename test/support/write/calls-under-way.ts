// Counts the calls of a store that have not ended, for tests whose clock stands still while a real disk works.
// It must never change what a call does.

/** Calls of everything that is counted by it. */
export class CallsUnderWay {
  #begun = 0;
  #ended = 0;

  /** Calls begun so far. */
  get begun(): number {
    return this.#begun;
  }

  get underWay(): number {
    return this.#begun - this.#ended;
  }

  /** The same ports, whose calls are counted. */
  counted<Ports extends object>(ports: Ports): Ports {
    const entries = Object.entries(ports).map(([name, port]: [string, unknown]) => [
      name,
      typeof port === 'object' && port !== null ? this.#countedPort(port) : port,
    ]);
    return Object.fromEntries(entries) as Ports;
  }

  #countedPort<Port extends object>(port: Port): Port {
    return new Proxy(port, {
      get: (target, name) => {
        const value: unknown = Reflect.get(target, name);
        if (typeof value !== 'function') return value;
        return (...args: readonly unknown[]): unknown => this.#noted(Reflect.apply(value, target, args));
      },
    });
  }

  #noted(result: unknown): unknown {
    if (!(result instanceof Promise)) return result;
    this.#begun += 1;
    const note = (): void => void (this.#ended += 1);
    result.then(note, note);
    return result;
  }
}
