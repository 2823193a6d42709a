// What operators decide about commands: retry, cancel, resolve. Every decision names its person and its reason.
// It must never decide twice: of two operators at once, one is told that the command has moved on.
import { Problem } from '../problems/problem.js';
import type { RequestFault } from '../problems/problem.js';
import type { Command, CommandState, Json } from './command.js';
import { COMMAND_MOVES } from './command-moves.js';
import type { Journal } from './journal.js';
import type { CommandQuery, CommandWithHistory, Move } from './ledger.port.js';

/** Who decides, and why. */
export interface Decider {
  readonly by: string;
  readonly reason: string;
}

/** A decision about one command. */
export type OperatorDecision =
  /** Deliver it again, in its place of the order. */
  | { readonly kind: 'retry' }
  | { readonly kind: 'cancel' }
  /** The person has found out that it happened, and with which results. */
  | { readonly kind: 'succeeded'; readonly result: Json }
  /** The person has found out that the ERP refused it. */
  | { readonly kind: 'refused'; readonly refusal: { readonly reason: string; readonly text: string } };

const TARGET: Readonly<Record<OperatorDecision['kind'], CommandState>> = {
  retry: 'accepted',
  cancel: 'cancelled',
  succeeded: 'succeeded',
  refused: 'refused',
};

const LONGEST_REASON = 500;
const PERSON = /^[\p{L}\p{N}._@ -]{1,64}$/u;

/** The desk at which people settle what the gateway cannot. */
export class OperatorDesk {
  constructor(private readonly journal: Journal) {}

  list(query: CommandQuery): Promise<readonly Command[]> {
    return this.journal.list(query);
  }

  /** With its history; throws not-found. */
  async show(id: string): Promise<CommandWithHistory> {
    const found = await this.journal.find(id);
    if (found === undefined) throw new Problem('not-found');
    return found;
  }

  /** Carries a decision out. Throws invalid-request without person or reason, conflict where it is not lawful (any more). */
  async decide(id: string, decision: OperatorDecision, decider: Decider): Promise<CommandWithHistory> {
    const faults = deciderFaults(decider);
    if (faults.length > 0) throw new Problem('invalid-request', { errors: faults });
    const { command } = await this.show(id);
    refuseUnlawful(command, decision);
    const moved = await this.journal.move(command, moveOf(command, decision, decider, this.journal.instant()));
    if (moved.kind === 'overtaken') throw new Problem('conflict', { detail: 'The command has moved on. Look again.' });
    return this.show(id);
  }
}

/** People settle what is parked, and nothing that the gateway is still busy with. */
function refuseUnlawful({ state }: Command, { kind }: OperatorDecision): void {
  const lawful = COMMAND_MOVES[state].mayGoTo.includes(TARGET[kind]);
  if (lawful && (state === 'parked' || kind === 'cancel')) return;
  throw new Problem('conflict', { detail: `A command that is ${state} cannot be settled by ${kind}.` });
}

function moveOf(command: Command, decision: OperatorDecision, { by, reason }: Decider, at: string): Move {
  const to = TARGET[decision.kind];
  return {
    id: command.id,
    from: command.state,
    fence: command.fence,
    to,
    entry: { at, state: to, by: by.trim(), reason: reason.trim() },
    ...(decision.kind === 'succeeded' && { result: decision.result }),
    ...(decision.kind === 'refused' && { refusal: decision.refusal }),
  };
}

function deciderFaults({ by, reason }: Decider): readonly RequestFault[] {
  const faults: RequestFault[] = [];
  if (!PERSON.test(by.trim()) || by.trim() === 'gateway')
    faults.push({
      pointer: '/by',
      detail: 'Expected the name of a person, at most 64 letters, digits, or one of ._@-',
    });
  if (reason.trim() === '' || reason.length > LONGEST_REASON)
    faults.push({
      pointer: '/reason',
      detail: `Expected a sentence that says why, at most ${LONGEST_REASON} characters.`,
    });
  return faults;
}
