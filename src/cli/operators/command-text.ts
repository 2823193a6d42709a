// Commands as text for a terminal. It must never show more than the administration listener gave.
import { historyLines, printable, textTable } from './text-table.js';
import type { ShownStep } from './text-table.js';

/** A command as the administration listener shows it. */
export interface ShownCommand {
  readonly id: string;
  readonly state: string;
  readonly operation: string;
  readonly clientId: string;
  readonly orderKey: string;
  readonly attempts: number;
  readonly acceptedAt: string;
  readonly changedAt: string;
  readonly parkedReason?: string;
  readonly waitingFor?: string;
  readonly notBefore?: string;
  readonly input?: unknown;
  readonly result?: unknown;
  readonly refusal?: { readonly reason: string; readonly text: string };
  readonly history?: readonly ShownStep[];
}

/** One line per command. */
export function commandTable(commands: readonly ShownCommand[]): string {
  if (commands.length === 0) return 'No commands.';
  const head = ['ID', 'STATE', 'OPERATION', 'CLIENT', 'TRIES', 'ACCEPTED', 'WHY'];
  const rows = commands.map((command) => [
    ...[command.id, command.state, command.operation, command.clientId, String(command.attempts)],
    ...[command.acceptedAt, whyOf(command)],
  ]);
  return textTable(head, rows);
}

/** Everything about one. */
export function commandLines(command: ShownCommand): string {
  const { history = [] } = command;
  return [
    `${command.id}  ${command.operation}  ${command.state}`,
    `  client    ${printable(command.clientId)}`,
    `  order     ${printable(command.orderKey)}`,
    `  accepted  ${command.acceptedAt}, changed ${command.changedAt}, deliveries ${command.attempts}`,
    ...(whyOf(command) === '' ? [] : [`  why       ${printable(whyOf(command))}`]),
    ...(command.input === undefined ? [] : [`  input     ${printable(JSON.stringify(command.input))}`]),
    ...(command.result === undefined ? [] : [`  result    ${printable(JSON.stringify(command.result))}`]),
    '  history',
    ...historyLines(history),
  ].join('\n');
}

function whyOf({ parkedReason, refusal, waitingFor, notBefore }: ShownCommand): string {
  if (parkedReason !== undefined) return parkedReason;
  if (refusal !== undefined) return `${refusal.reason}: ${refusal.text}`;
  if (waitingFor !== undefined) return `waits for ${waitingFor}`;
  return notBefore === undefined ? '' : `not before ${notBefore}`;
}
