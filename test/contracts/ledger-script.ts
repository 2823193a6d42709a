// Scripts for a ledger: bursts of things that several workers, clients and operators do at the same time.
// A script is data; running it twice on equal ledgers does the same.
import fc from 'fast-check';
import type { Command, CommandState } from '../../src/write/command.js';
import { COMMAND_MOVES } from '../../src/write/command-moves.js';
import type { CommandWithHistory, Ledger } from '../../src/write/ledger.port.js';
import { at, moveOf, newWrite } from './ledger-sample.js';

/** One thing somebody does. */
export type Action =
  | { readonly kind: 'append'; readonly key: number; readonly whenParked: 'block' | 'pass'; readonly twin: boolean }
  | { readonly kind: 'claim'; readonly channel: number; readonly most: number }
  /** Somebody moves a command he saw, perhaps long ago, to one of the states lawful from there. */
  | { readonly kind: 'move'; readonly seen: number; readonly to: number; readonly pause: number };

/** What happens at once, and how many seconds pass before it. */
export interface Burst {
  readonly after: number;
  readonly actions: readonly Action[];
}

const action: fc.Arbitrary<Action> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('append' as const),
      key: fc.nat(2),
      whenParked: fc.constantFrom('block' as const, 'pass' as const),
      twin: fc.boolean(),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('claim' as const),
      channel: fc.nat(1),
      most: fc.integer({ min: 1, max: 3 }),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constant('move' as const), seen: fc.nat(), to: fc.nat(), pause: fc.nat(40) }),
  },
);

/** Bursts of up to four actions. */
export const scripts: fc.Arbitrary<readonly Burst[]> = fc.array(
  fc.record({ after: fc.nat(12), actions: fc.array(action, { minLength: 1, maxLength: 4 }) }),
  { minLength: 5, maxLength: 60 },
);

/** What a run has come to. */
export class ScriptRun {
  /** Every sight of a command anybody ever had, oldest first: the stale ones too. */
  readonly sights: Command[] = [];
  /** What each claim gave, in order. */
  readonly claims: (readonly Command[])[] = [];
  seconds = 0;
  #appended = 0;

  constructor(
    private readonly ledger: Ledger,
    /** Keeps runs on one ledger apart. */
    private readonly name: number,
  ) {}

  /** Everything of one burst at once; resolves when all of it is done. */
  async burst({ after, actions }: Burst): Promise<void> {
    this.seconds += after;
    await Promise.all(actions.map((one) => this.#act(one)));
  }

  /** All commands with their histories, oldest first. */
  async everything(): Promise<readonly CommandWithHistory[]> {
    const numbers = Array.from({ length: this.#appended }, (_, index) => this.#id(index));
    const found = await Promise.all(numbers.map((id) => this.ledger.find(id)));
    return found.filter((command) => command !== undefined);
  }

  async #act(one: Action): Promise<void> {
    switch (one.kind) {
      case 'append':
        return this.#append(one);
      case 'claim': {
        const claimed = await this.ledger.claim({
          channel: `${this.name}/${one.channel}`,
          most: one.most,
          worker: 'worker',
          now: at(this.seconds),
          leaseUntil: at(this.seconds + 10),
        });
        this.claims.push(claimed);
        this.sights.push(...claimed);
        return;
      }
      case 'move':
        return this.#move(one);
    }
  }

  async #append({ key, whenParked, twin }: Action & { kind: 'append' }): Promise<void> {
    const number = this.#appended++;
    const mark = `${this.name}/${twin ? number - 1 : number}`;
    const write = newWrite(number, {
      id: this.#id(number),
      orderKey: `${this.name}/${key}`,
      channel: `${this.name}/${key % 2}`,
      whenParked,
      mark,
    });
    const appended = await this.ledger.append(write);
    if (appended.kind !== 'mismatch') this.sights.push(appended.command);
  }

  async #move({ seen, to, pause }: Action & { kind: 'move' }): Promise<void> {
    const command = this.#recent(seen);
    if (command === undefined) return;
    const lawful = COMMAND_MOVES[command.state].mayGoTo.filter((state) => state !== 'leased');
    const state: CommandState | undefined = lawful[to % Math.max(1, lawful.length)];
    if (state === undefined) return;
    const entry = { at: at(this.seconds), state, by: 'operator', reason: 'a script says so' };
    const notBefore = at(this.seconds + pause);
    const moved = await this.ledger.move(moveOf(command, state, { entry, notBefore }));
    if (moved.kind === 'moved') this.sights.push(moved.command);
  }

  /** Mostly a late sight, sometimes an old one: that is how workers are overtaken. */
  #recent(seen: number): Command | undefined {
    const back = seen % 5 === 0 ? seen % Math.max(1, this.sights.length) : seen % 4;
    return this.sights[this.sights.length - 1 - back];
  }

  #id(number: number): string {
    return newWrite(this.name * 1000 + number).command.id;
  }
}
