// One of the two servers that clients see, the replica or the primary: a TDS listener that can be restarted in place.
// A restart keeps its port, its faults and its statement log, as a service restart on a real host would keep the host.
import type { Faults } from '../engine/faults.js';
import type { StatementLog } from '../engine/statement-log.js';
import { TdsServer } from '../tds/server.js';
import type { TdsServerOptions } from '../tds/server.js';

/** Which of the two servers. */
export type ServerName = 'replica' | 'primary';

/** How a listener is made. */
export interface ListenerOptions extends Omit<TdsServerOptions, 'faults' | 'log'> {
  readonly host: string;
  readonly faults: Faults;
  readonly log: StatementLog;
}

/** A TDS server on one port for the life of the process. */
export class Listener {
  readonly faults: Faults;
  readonly log: StatementLog;
  readonly #options: ListenerOptions;
  readonly #stopped = new AbortController();
  #server: TdsServer;
  #port = 0;
  #restarting: Promise<void> = Promise.resolve();

  constructor(options: ListenerOptions) {
    this.#options = options;
    this.faults = options.faults;
    this.log = options.log;
    this.#server = new TdsServer(options);
  }

  /** The port it has, or will have again after a restart. */
  get port(): number {
    return this.#port;
  }

  /** Connections, logins and attentions since the last restart. */
  get counters(): TdsServer['counters'] {
    return this.#server.counters;
  }

  /** Resolves when it accepts connections; port 0 takes any free one. */
  async start(port: number): Promise<void> {
    this.#port = await this.#server.listen(port, this.#options.host);
  }

  /** Cuts every connection, stays away for `downMs` milliseconds, and resolves when it listens again. */
  restart(downMs: number): Promise<void> {
    const next = this.#restarting.then(() => this.#restart(downMs));
    this.#restarting = next.catch(() => undefined);
    return next;
  }

  async #restart(downMs: number): Promise<void> {
    await this.#server.close();
    await pause(downMs, this.#stopped.signal);
    if (this.#stopped.signal.aborted) return;
    this.#server = new TdsServer(this.#options);
    await this.#server.listen(this.#port, this.#options.host);
  }

  /** Ends every connection and stops listening for good. */
  async stop(): Promise<void> {
    this.#stopped.abort();
    await this.#restarting;
    await this.#server.close();
  }
}

function pause(milliseconds: number, stopped: AbortSignal): Promise<void> {
  if (stopped.aborted || milliseconds === 0) return Promise.resolve();
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    const cut = (): void => {
      clearTimeout(timer);
      resolve();
    };
    stopped.addEventListener('abort', cut, { once: true });
  });
}
