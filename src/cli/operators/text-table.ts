// Text for a terminal: tables, and nothing that could steer it.

/** What came from outside must not steer the terminal. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}]/gu, '?');
}

/** Rows under their titles, each column as wide as its widest cell; cells are made printable. */
export function textTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const shown = rows.map((row) => row.map(printable));
  const widths = head.map((title, column) => Math.max(title.length, ...shown.map((row) => (row[column] ?? '').length)));
  return [head, ...shown]
    .map((cells) =>
      cells
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** A step of a history as the administration listener shows it. */
export interface ShownStep {
  readonly at: string;
  readonly state: string;
  readonly by: string;
  readonly reason?: string;
  readonly evidence?: unknown;
}

/** A history, oldest first, one line per step. */
export function historyLines(history: readonly ShownStep[]): readonly string[] {
  return history.map(({ at, state, by, reason, evidence }) =>
    [
      `    ${at}  ${state.padEnd(10)}  ${printable(by)}`,
      ...(reason === undefined ? [] : [printable(`: ${reason}`)]),
      ...(evidence === undefined ? [] : [printable(`  ${JSON.stringify(evidence)}`)]),
    ].join(''),
  );
}
