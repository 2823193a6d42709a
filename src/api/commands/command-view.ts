// A command as its sender may see it. It must never show what is for operators: reasons, evidence, attempts, channels.
import type { Command, Json, PublicStatus } from '../../write/command.js';
import { GATEWAY } from '../../write/command-after-move.js';
import { publicStatus } from '../../write/command-moves.js';
import type { CommandWithHistory } from '../../write/ledger.port.js';

/** The JSON form; the schema `Command` of the document describes it. */
export interface CommandView {
  readonly id: string;
  readonly status: PublicStatus;
  readonly operation: string;
  readonly resource: string;
  readonly key?: string;
  readonly acceptedAt: string;
  readonly changedAt: string;
  readonly correlationId: string;
  readonly waitingFor?: string;
  readonly notBefore?: string;
  readonly heldReason?: string;
  readonly result?: Json;
  readonly refusal?: { readonly reason: string; readonly text: string };
  readonly notice?: string;
  readonly history?: readonly { readonly at: string; readonly status: PublicStatus }[];
}

const LAG = 'Reads may show its effect later than this command does.';

/** What a caller may wrongly conclude from a status, said before he does. */
const NOTICES: Readonly<Partial<Record<PublicStatus, string>>> = {
  accepted: `Accepted, not yet applied by the ERP. ${LAG}`,
  held: `Accepted and held back for now, because the ERP must be left alone. ${LAG}`,
  delivering: `On its way to the ERP; whether it was applied is not known yet. ${LAG}`,
  delivered: `Handed to the ERP, which has not confirmed it yet. ${LAG}`,
  parked: 'Waits for a person who operates the gateway. It is not lost; do not send it again.',
  succeeded: `Applied by the ERP. ${LAG}`,
};

/** A command without its history, as lists show it. */
export function commandView(command: Command): CommandView {
  const { id, operation, resource, key, acceptedAt, changedAt, correlationId, waitingFor, result, refusal } = command;
  const status = publicStatus(command.state);
  const notice = noticeOf(command);
  return {
    ...{ id, status, operation, resource },
    ...(key !== undefined && { key }),
    ...{ acceptedAt, changedAt, correlationId },
    ...(waitingFor !== undefined && { waitingFor }),
    ...(command.state === 'held' && command.notBefore !== undefined && { notBefore: command.notBefore }),
    ...(result !== undefined && { result }),
    ...(refusal !== undefined && { refusal: { reason: refusal.reason, text: refusal.text } }),
    ...(notice !== undefined && { notice }),
  };
}

/** A command with the statuses it went through; steps that look the same from outside are one. */
export function commandViewWithHistory({ command, history }: CommandWithHistory): CommandView {
  const steps = history.map(({ at, state }) => ({ at, status: publicStatus(state) }));
  const held = command.state === 'held' ? heldReasonIn(history) : undefined;
  return {
    ...commandView(command),
    ...(held !== undefined && { heldReason: held }),
    history: steps.filter(({ status }, index) => status !== steps[index - 1]?.status),
  };
}

function noticeOf({ state, notBefore }: Command): string | undefined {
  if (state !== 'held' || notBefore === undefined) return NOTICES[publicStatus(state)];
  return `Accepted and held back until ${notBefore}, because the ERP must be left alone until then. ${LAG}`;
}

/** What the gateway says itself about a closed time is made from the facade; what persons write is for operators. */
function heldReasonIn(history: CommandWithHistory['history']): string | undefined {
  const last = history.findLast(({ state }) => state === 'held');
  return last?.by === GATEWAY ? last.reason : undefined;
}
