// Where people have the payloads about one subject erased, or count first what that would be.
// It must never put the value that was asked for into the audit trail, and never touch what is not settled.
import { deciderFaults, toldOf } from '../../audit/decider.js';
import type { Decider } from '../../audit/decider.js';
import type { Clock } from '../../kernel/clock.js';
import { Problem } from '../../problems/problem.js';
import { stored } from '../accept/stored.js';
import { mentions } from '../command-erasure.js';
import { isSettled } from '../command-moves.js';
import type { Command } from '../command.js';
import type { Journal } from '../journal.js';
import type { CommandQuery } from '../ledger.port.js';
import type { Erased, Payloads, Subject } from '../payloads.port.js';

/** Commands looked at per page when counting. */
const PAGE = 500;

/** What the desk works with. */
export interface ErasureDeskParts {
  readonly payloads: Pick<Payloads, 'erase'>;
  readonly journal: Pick<Journal, 'find' | 'list'>;
  readonly clock: Clock;
}

/** The desk. */
export class ErasureDesk {
  constructor(private readonly parts: ErasureDeskParts) {}

  /** What `erase` would do now; changes nothing. Throws invalid-request without a reason. */
  async count(which: Subject, decider: Decider): Promise<Erased> {
    refuseFaulty(decider);
    const counts = { erased: 0, unsettled: 0 };
    for await (const { state, erasedAt } of this.#commandsOf(which)) {
      if (!isSettled(state)) counts.unsettled += 1;
      else if (erasedAt === undefined) counts.erased += 1;
    }
    return counts;
  }

  /** Erases the payloads of settled commands. Throws invalid-request without a reason. */
  async erase(which: Subject, decider: Decider): Promise<Erased> {
    refuseFaulty(decider);
    const { payloads, clock } = this.parts;
    const at = new Date(clock.now()).toISOString();
    const subject = subjectText(which);
    const audit = { at, ...toldOf(decider), action: 'command.erase', subject, outcome: 'done' } as const;
    return stored(() => payloads.erase({ which, at, audit }));
  }

  async *#commandsOf(which: Subject): AsyncGenerator<Command> {
    const { journal } = this.parts;
    if ('ids' in which) {
      for (const id of new Set(which.ids)) {
        const found = await stored(() => journal.find(id));
        if (found !== undefined) yield found.command;
      }
      return;
    }
    const [query, isMeant] = selectionOf(which);
    for (let before: string | undefined; ;) {
      const page = await stored(() => journal.list({ ...query, limit: PAGE, ...(before !== undefined && { before }) }));
      yield* page.filter(isMeant);
      before = page.at(-1)?.id;
      if (page.length < PAGE) return;
    }
  }
}

type Selection = readonly [Pick<CommandQuery, 'orderKey'>, (command: Command) => boolean];

/** What the ledger can be asked for, and what must be looked for in what it gives. */
function selectionOf(which: Exclude<Subject, { readonly ids: unknown }>): Selection {
  if ('orderKey' in which) return [{ orderKey: which.orderKey }, () => true];
  return [{}, ({ input }) => mentions(input, which.field, which.value)];
}

function refuseFaulty(decider: Decider): void {
  const errors = deciderFaults(decider);
  if (errors.length > 0) throw new Problem('invalid-request', { errors });
}

/** An order key is a business key, which stays; a value may be what is to be forgotten. */
function subjectText(which: Subject): string {
  if ('ids' in which) return which.ids.length === 1 ? `command/${which.ids[0] ?? ''}` : `commands/${which.ids.length}`;
  return 'orderKey' in which ? `subject/${which.orderKey}` : `subject/field/${which.field}`;
}
