// What operators decide about commands: retry, cancel, resolve. Every decision has its administrator and its reason.
// It must never decide twice: of two operators at once, one is told that the command has moved on.
import type { AuditAction } from '../../audit/audit-entry.js';
import type { AuditLog } from '../../audit/audit-log.port.js';
import { deciderFaults, toldOf, trimmed } from '../../audit/decider.js';
import type { Decider } from '../../audit/decider.js';
import { Problem } from '../../problems/problem.js';
import type { Command, CommandState, Json } from '../command.js';
import { COMMAND_MOVES, UnlawfulMove } from '../command-moves.js';
import type { Journal } from '../journal.js';
import type { CommandQuery, CommandWithHistory, Move } from '../ledger.port.js';

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

const ACTION: Readonly<Record<OperatorDecision['kind'], AuditAction>> = {
  retry: 'command.retry',
  cancel: 'command.cancel',
  succeeded: 'command.resolve',
  refused: 'command.resolve',
};

/** The desk at which people settle what the gateway cannot. */
export class OperatorDesk {
  /** @param audit told of decisions that were refused; those that were carried out are told of in their own commit */
  constructor(
    private readonly journal: Journal,
    private readonly audit?: Pick<AuditLog, 'append'>,
  ) {}

  list(query: CommandQuery): Promise<readonly Command[]> {
    return this.journal.list(query);
  }

  /** With its history; throws not-found. */
  async show(id: string): Promise<CommandWithHistory> {
    const found = await this.journal.find(id);
    if (found === undefined) throw new Problem('not-found');
    return found;
  }

  /** Carries a decision out. Throws invalid-request without a reason, conflict where it is not lawful (any more). */
  async decide(id: string, decision: OperatorDecision, decider: Decider): Promise<CommandWithHistory> {
    const faults = deciderFaults(decider);
    if (faults.length > 0) throw new Problem('invalid-request', { errors: faults });
    const { command } = await this.show(id);
    const move = moveOf(command, decision, decider, this.journal.instant());
    if (!isLawful(command, decision))
      return this.#refuse(move, `A command that is ${command.state} cannot be settled by ${decision.kind}.`);
    try {
      const moved = await this.journal.move(command, move);
      if (moved.kind === 'moved') return await this.show(id);
    } catch (error) {
      if (error instanceof UnlawfulMove) return this.#refuse(move, error.message);
      throw error;
    }
    throw new Problem('conflict', { detail: 'The command has moved on. Look again.' });
  }

  async #refuse({ audit }: Move, detail: string): Promise<never> {
    if (audit !== undefined) await this.audit?.append({ ...audit, outcome: 'refused' });
    throw new Problem('conflict', { detail });
  }
}

/** People settle what is parked, and nothing that the gateway is still busy with. */
function isLawful({ state }: Command, { kind }: OperatorDecision): boolean {
  return COMMAND_MOVES[state].mayGoTo.includes(TARGET[kind]) && (state === 'parked' || kind === 'cancel');
}

/** The move, and in its commit the entry of the audit trail: `refused` there when somebody else was faster. */
function moveOf(command: Command, decision: OperatorDecision, decider: Decider, at: string): Move {
  const { id, state: from, fence, correlationId, operation } = command;
  const to = TARGET[decision.kind];
  return {
    ...{ id, from, fence, to, entry: { at, state: to, ...trimmed(decider) } },
    ...(decision.kind === 'succeeded' && { result: decision.result }),
    ...(decision.kind === 'refused' && { refusal: decision.refusal }),
    audit: {
      ...{ at, action: ACTION[decision.kind], subject: `command/${id}`, outcome: 'done', correlationId },
      ...{ ...toldOf(decider), detail: { operation, from, to } },
    },
  };
}
