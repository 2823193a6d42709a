// Runs one statement on one connection and hands over its rows. It settles only when the server has said that the
// statement is over or the connection is gone, also after a cancel.
import { type Connection, Request } from 'tedious';
import type { LegacyRow, LegacyValue } from '../../../src/legacy/legacy-value.js';
import type { Statement } from '../statement/statement.js';
import { driverBinding } from './bind-parameter.js';
import { takeTextAsBytes } from './single-byte-text.js';

/** One value of a row as the driver emits it. */
interface DriverCell {
  readonly value: unknown;
}

/**
 * Resolves after the last row, rejects with the driver's error. When `signal` fires, an attention is sent; the driver
 * then waits for the server's acknowledgement, or cuts the connection after its grace (see CANCEL_GRACE_MS).
 */
export function runStatement(
  connection: Connection,
  statement: Statement,
  row: (values: LegacyRow) => void,
  signal: AbortSignal,
): Promise<void> {
  signal.throwIfAborted();
  return new Promise((resolve, reject) => {
    const cancel = (): void => request.cancel();
    const request = new Request(statement.text, (error) => {
      signal.removeEventListener('abort', cancel);
      if (error === undefined || error === null) resolve();
      else reject(error);
    });
    for (const { name, type, value } of statement.parameters) {
      const binding = driverBinding(type);
      request.addParameter(name, binding.type, value === null ? null : binding.encode(value), binding.options);
    }
    let decoders = statement.decoders;
    request.on('columnMetadata', (columns) => {
      if (Array.isArray(columns)) decoders = takeTextAsBytes(columns, decoders);
    });
    request.on('row', (cells: readonly DriverCell[]) => row(decodeRow(cells, decoders)));
    signal.addEventListener('abort', cancel, { once: true });
    connection.execSql(request);
  });
}

/** Nothing but the row's own array is made here: this runs once per row of every answer. */
function decodeRow(cells: readonly DriverCell[], decoders: Statement['decoders']): LegacyRow {
  const values = new Array<LegacyValue>(cells.length);
  for (let index = 0; index < cells.length; index++) {
    const value = cells[index]?.value as LegacyValue;
    const decode = decoders[index];
    values[index] = decode === undefined || value === null ? value : decode(value);
  }
  return values;
}
