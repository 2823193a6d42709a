// Commands as text for a terminal. It must never show more than the administration listener gave.

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
  readonly history?: readonly {
    readonly at: string;
    readonly state: string;
    readonly by: string;
    readonly reason?: string;
    readonly evidence?: unknown;
  }[];
}

/** One line per command. */
export function commandTable(commands: readonly ShownCommand[]): string {
  if (commands.length === 0) return 'No commands.';
  const head = ['ID', 'STATE', 'OPERATION', 'CLIENT', 'TRIES', 'ACCEPTED', 'WHY'];
  const rows = commands.map((command) => [
    ...[command.id, command.state, command.operation, printable(command.clientId), String(command.attempts)],
    ...[command.acceptedAt, printable(whyOf(command))],
  ]);
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => (row[column] ?? '').length)));
  return [head, ...rows]
    .map((cells) =>
      cells
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
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
    ...history.map(({ at, state, by, reason, evidence }) =>
      [
        `    ${at}  ${state.padEnd(10)}  ${printable(by)}`,
        ...(reason === undefined ? [] : [printable(`: ${reason}`)]),
        ...(evidence === undefined ? [] : [printable(`  ${JSON.stringify(evidence)}`)]),
      ].join(''),
    ),
  ].join('\n');
}

function whyOf({ parkedReason, refusal, waitingFor, notBefore }: ShownCommand): string {
  if (parkedReason !== undefined) return parkedReason;
  if (refusal !== undefined) return `${refusal.reason}: ${refusal.text}`;
  if (waitingFor !== undefined) return `waits for ${waitingFor}`;
  return notBefore === undefined ? '' : `not before ${notBefore}`;
}

/** What came from outside must not steer the terminal. */
function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}]/gu, '?');
}
