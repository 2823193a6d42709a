// Calls a procedure from a text of one EXEC, for outputs that the driver would round: it reads every decimal and money
// into a double. Behind the EXEC the text converts them to text, exactly as the read side selects such columns.
import { type Connection, Request } from 'tedious';
import type { LegacyRow, LegacyValue } from '../../../src/legacy/legacy-value.js';
import { columnTypeText } from '../column/column-type-text.js';
import { decoderOf } from '../column/decode.js';
import { operationComment, viewName } from '../statement/identifier.js';
import { exactly } from '../statement/select-list.js';
import { addInput } from './add-parameters.js';
import type { BoundCall, BoundParameter, CallAnswer } from './bound-call.js';

type Output = Extract<BoundParameter, { kind: 'output' }>;

const outputsOf = (call: BoundCall): readonly Output[] => call.parameters.filter((each) => each.kind === 'output');

/** Whether a call has an output that only a text can bring over exactly. */
export function needsStatement(call: BoundCall): boolean {
  return outputsOf(call).some(({ type }) => exactly('', type) !== '');
}

const STATUS = '@banyan_status';
const variable = (index: number): string => `@banyan_output_${index + 1}`;

/** The text. Names of parameters were checked when the call was bound; they cannot end an expression. */
export function callText(call: BoundCall): string {
  const outputs = outputsOf(call);
  const declarations = outputs.map(({ type }, index) => `${variable(index)} ${columnTypeText(type)}`);
  const args = call.parameters.map((parameter) =>
    parameter.kind === 'output'
      ? `@${parameter.name} = ${variable(outputs.indexOf(parameter))} OUTPUT`
      : `@${parameter.name} = @${parameter.name}`,
  );
  const selected = outputs.map(({ type }, index) => exactly(variable(index), type));
  return `${operationComment(call.operation)}
DECLARE ${[`${STATUS} int`, ...declarations].join(', ')};
EXEC ${STATUS} = ${viewName(call.procedure)} ${args.join(', ')};
SELECT ${[STATUS, ...selected].join(', ')}`;
}

/** As callDirectly does it: settles when the server has ended the call or the connection is gone. */
export function callByStatement(driver: Connection, call: BoundCall, signal: AbortSignal): Promise<CallAnswer> {
  let last: LegacyRow = [];
  return new Promise((resolve, reject) => {
    const cancel = (): void => request.cancel();
    const request = new Request(callText(call), (error) => {
      signal.removeEventListener('abort', cancel);
      if (error === undefined || error === null) resolve(answerOf(call, last));
      else reject(error);
    });
    for (const parameter of call.parameters) if (parameter.kind !== 'output') addInput(request, parameter);
    // Rows of the procedure's own result sets come first and are forgotten; the last row is that of the text.
    request.on('row', (cells: readonly { readonly value: unknown }[]) => {
      last = cells.map(({ value }) => value as LegacyValue);
    });
    signal.addEventListener('abort', cancel, { once: true });
    driver.execSql(request);
  });
}

function answerOf(call: BoundCall, [status, ...values]: LegacyRow): CallAnswer {
  const outputs = outputsOf(call).map(({ name, type }, index): readonly [string, LegacyValue] => {
    const value = values[index] ?? null;
    return [name, value === null ? null : (decoderOf(type)?.(value) ?? value)];
  });
  return { returnStatus: typeof status === 'number' ? status : undefined, outputs: new Map(outputs) };
}
