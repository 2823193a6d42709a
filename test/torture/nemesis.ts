// What goes wrong in a torture run besides the planned deaths: kills, pauses, lost replies, a server that goes away.
// Seeded; it notes what it really did, because a fault that never happened proves nothing.
import type { RunningErp } from '../support/running/running-erp.js';
import { CALLS } from '../support/write/effects-at-erp.js';
import { shuffled } from './seeded.js';
import type { Chance } from './seeded.js';
import type { Supervisor } from './supervisor.js';

/** Things a nemesis can do. */
export type Mischief =
  'kill-gateway' | 'pause-gateway' | 'kill-erp' | 'kill-sftp' | 'lose-replies' | 'lose-rename-reply';

/** Longer than a call may take and its claim lasts, so that everything the gateway believed has run out. */
const PAUSE_MS = 2_500;

const LOST_REPLIES = { server: 'primary', on: 'request', pattern: CALLS, drop: 'midway', times: 3 };

/** Does its mischief one after the other, spread evenly over the requests. */
export class Nemesis {
  readonly done = new Map<string, number>();
  readonly #schedule: readonly Mischief[];
  #begun = 0;
  #last: Promise<void> = Promise.resolve();

  constructor(
    private readonly supervisor: Supervisor,
    private readonly erp: RunningErp,
    planned: Readonly<Record<Mischief, number>>,
    chance: Chance,
  ) {
    const all = Object.entries(planned).flatMap(([name, times]) =>
      Array.from({ length: times }, () => name as Mischief),
    );
    this.#schedule = shuffled(chance, all);
  }

  /** Called as requests begin: does what is due by now, without holding anybody up. */
  at(begun: number, of: number): void {
    while (this.#begun < this.#schedule.length && begun >= ((this.#begun + 1) * of) / (this.#schedule.length + 1)) {
      const mischief = this.#schedule[this.#begun];
      this.#begun += 1;
      if (mischief !== undefined) this.#last = this.#last.then(() => this.#do(mischief));
    }
  }

  /** Resolves when everything that was begun is over. */
  over(): Promise<void> {
    return this.#last;
  }

  async #do(mischief: Mischief): Promise<void> {
    await this.#carryOut(mischief);
    this.done.set(mischief, (this.done.get(mischief) ?? 0) + 1);
  }

  async #carryOut(mischief: Mischief): Promise<void> {
    switch (mischief) {
      case 'kill-gateway':
        return this.supervisor.kill();
      case 'pause-gateway':
        return this.supervisor.pause(PAUSE_MS);
      case 'kill-erp':
        await this.erp.kill();
        return this.erp.startAgain();
      case 'kill-sftp':
        await this.erp.inbox.kill();
        return this.erp.inbox.startAgain();
      case 'lose-replies':
        await this.erp.control('POST', '/faults', LOST_REPLIES);
        return;
      case 'lose-rename-reply':
        return this.erp.inbox.fault({ on: 'rename', drop: 'after', times: 1 });
    }
  }
}
