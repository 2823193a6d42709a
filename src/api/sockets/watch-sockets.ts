// Bounds the connections of a listener: how many there are, of one address too, and how long their answers wait.
// It must never look into what is sent on them.
import type { Server } from 'node:http';
import type { CancelTimer, Clock } from '../../kernel/clock.js';
import type { Observer } from '../../observability/observation.js';
import type { HttpLimits } from '../http/http-limits.js';
import { limitConnections } from './connection-limit.js';
import { SlowReaders } from './slow-readers.js';
import type { Cut } from './slow-readers.js';

/** What it works with. */
export interface SocketWatchParts {
  readonly clock: Clock;
  readonly observe: Observer;
  readonly limits: HttpLimits;
  /** Proxies whose connections carry many callers. */
  readonly trustProxy: readonly string[];
}

const EVERY_MS = 1000;

/** Watches from the moment it is made, and looks at slow readers once a second while it is started. */
export class SocketWatch {
  readonly #slow: SlowReaders;
  readonly #counted = new Map<Cut | 'address', number>();
  #cancelTimer: CancelTimer = () => undefined;

  constructor(
    server: Server,
    private readonly parts: SocketWatchParts,
  ) {
    const { clock, limits, trustProxy } = parts;
    const count = (reason: Cut | 'address'): void => {
      this.#counted.set(reason, (this.#counted.get(reason) ?? 0) + 1);
    };
    server.maxConnections = limits.connections;
    const perAddress = limits.connectionsPerAddress;
    limitConnections(server, { perAddress, except: trustProxy, cut: () => count('address') });
    this.#slow = new SlowReaders(server, limits, clock, count);
  }

  start(): void {
    this.#cancelTimer = this.parts.clock.after(EVERY_MS, () => {
      this.#slow.look();
      this.#tell();
      this.start();
    });
  }

  stop(): void {
    this.#cancelTimer();
    this.#tell();
  }

  #tell(): void {
    for (const [reason, count] of this.#counted) this.parts.observe({ kind: 'connections-cut', reason, count });
    this.#counted.clear();
  }
}
