// Calls an address when a person is needed: several alarms in one call, one call at a time, a few tries.
// It must never hold anybody up, never throw, and never fill memory or log because the address does not answer.
import type { Clock } from '../../src/kernel/clock.js';
import { startDeadline } from '../../src/kernel/deadline.js';
import { newId } from '../../src/kernel/ids.js';
import { BANYAN_VERSION } from '../../src/kernel/version.js';
import { type Alarm, AlarmHook } from '../../src/observability/alarm.port.js';
import type { Observer } from '../../src/observability/observation.js';
import { postJson } from './post-json.js';

/** Where to call and how patiently. */
export interface AlarmHookOptions {
  readonly url: string;
  /** Value of the Authorization field. */
  readonly authorization?: string;
  /** Longest a call may take. Default 5 s. */
  readonly timeoutMs?: number;
  /** Waits between tries of one call; there is one try more. Default 1 s, 5 s. */
  readonly pausesMs?: readonly number[];
  /** Most alarms that wait; more are lost and counted. Default 1000. */
  readonly mostWaiting?: number;
}

/** What the hook works with. */
export interface AlarmHookParts {
  readonly clock: Clock;
  /** Told once that alarms do not arrive, until one does again. */
  readonly observe: Observer;
}

interface Waiting extends Alarm {
  /** The same in every try, so that a receiver knows what it has seen. */
  readonly id: string;
  readonly at: string;
}

const MOST_PER_CALL = 100;
const [OK, REDIRECT, TOO_MANY, SERVER_FAULT] = [200, 300, 429, 500] as const;

/** The hook. */
export class HttpAlarmHook extends AlarmHook {
  readonly #waiting: Waiting[] = [];
  readonly #ended = new AbortController();
  readonly #url: URL;
  #lost = 0;
  #calling: Promise<void> | undefined;
  #hasComplained = false;

  constructor(
    private readonly options: AlarmHookOptions,
    private readonly parts: AlarmHookParts,
  ) {
    super();
    this.#url = new URL(options.url);
  }

  raise(alarm: Alarm): void {
    const { clock } = this.parts;
    if (this.#ended.signal.aborted) return;
    if (this.#waiting.length >= (this.options.mostWaiting ?? 1000)) {
      this.#lost += 1;
      return;
    }
    this.#waiting.push({ id: newId(clock), at: new Date(clock.now()).toISOString(), ...alarm });
    this.#calling ??= this.#callAll();
  }

  /** Waits as long as one call may take for what is on its way, without further tries. */
  async close(): Promise<void> {
    this.#ended.abort();
    await this.#calling;
  }

  async #callAll(): Promise<void> {
    // Whoever raises several alarms at once has them told in one call.
    await Promise.resolve();
    while (this.#waiting.length > 0) {
      const alarms = this.#waiting.splice(0, MOST_PER_CALL);
      const fault = await this.#call(alarms);
      if (fault === undefined) this.#hasComplained = false;
      else this.#giveUp(alarms.length, fault);
      if (fault !== undefined && this.#ended.signal.aborted) break;
    }
    this.#calling = undefined;
  }

  /** Undefined when it arrived, else what was in the way. */
  async #call(alarms: readonly Waiting[]): Promise<string | undefined> {
    const lost = this.#lost;
    const body = JSON.stringify({ gateway: `Banyan ${BANYAN_VERSION}`, lost, alarms });
    for (const pauseMs of [...(this.options.pausesMs ?? [1000, 5000]), undefined]) {
      const outcome = await this.#try(body);
      if (outcome.kind === 'arrived') {
        this.#lost -= lost;
        return undefined;
      }
      if (outcome.kind === 'refused' || pauseMs === undefined || this.#ended.signal.aborted) return outcome.fault;
      await this.#pause(pauseMs);
    }
    return undefined;
  }

  async #try(body: string): Promise<Outcome> {
    const { authorization, timeoutMs = 5000 } = this.options;
    using late = startDeadline(this.parts.clock, timeoutMs);
    try {
      const given = authorization !== undefined && { authorization };
      return outcomeOf(await postJson({ url: this.#url, body, signal: late.signal, ...given }));
    } catch (error) {
      return { kind: 'failed', fault: late.signal.aborted ? 'no answer in time' : (error as Error).message };
    }
  }

  #pause(ms: number): Promise<void> {
    const { signal } = this.#ended;
    return new Promise((resolve) => {
      const cancel = this.parts.clock.after(ms, () => {
        signal.removeEventListener('abort', end);
        resolve();
      });
      const end = (): void => {
        cancel();
        resolve();
      };
      signal.addEventListener('abort', end, { once: true });
    });
  }

  #giveUp(alarms: number, fault: string): void {
    this.#lost += alarms;
    if (this.#hasComplained) return;
    this.#hasComplained = true;
    // Of the address only the host: hooks like to carry their secret in the path.
    const text = `Alarms do not arrive at ${this.#url.host} (${fault}); those of now are lost, later ones are tried.`;
    this.parts.observe({ kind: 'warning', topic: 'alarms', text });
  }
}

type Outcome =
  | { readonly kind: 'arrived' }
  /** Another try would end the same way. */
  | { readonly kind: 'refused'; readonly fault: string }
  | { readonly kind: 'failed'; readonly fault: string };

function outcomeOf(status: number): Outcome {
  if (status >= OK && status < REDIRECT) return { kind: 'arrived' };
  const mayPass = status === TOO_MANY || status >= SERVER_FAULT;
  return { kind: mayPass ? 'failed' : 'refused', fault: `status ${status}` };
}
