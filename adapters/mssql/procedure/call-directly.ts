// Calls a procedure by its name, as an RPC of its own. Result sets are read to their end and dropped: what a procedure
// has to say comes in its status and its outputs.
import { type Connection, Request } from 'tedious';
import type { LegacyValue } from '../../../src/legacy/legacy-value.js';
import { type Decoder, decoderOf } from '../column/decode.js';
import { viewName } from '../statement/identifier.js';
import { addInput, addOutput } from './add-parameters.js';
import type { BoundCall, CallAnswer } from './bound-call.js';

/**
 * Resolves when the server has ended the call, rejects with the driver's error. When `signal` fires an attention is sent
 * and the driver waits for its acknowledgement, or cuts the connection after its grace (see CANCEL_GRACE_MS).
 */
export function callDirectly(driver: Connection, call: BoundCall, signal: AbortSignal): Promise<CallAnswer> {
  const outputs = new Map<string, LegacyValue>();
  const decoders = new Map<string, Decoder>();
  let returnStatus: number | undefined;
  return new Promise((resolve, reject) => {
    const cancel = (): void => request.cancel();
    const request = new Request(viewName(call.procedure), (error) => {
      signal.removeEventListener('abort', cancel);
      if (error === undefined || error === null) resolve({ returnStatus, outputs });
      else reject(error);
    });
    for (const parameter of call.parameters) {
      if (parameter.kind !== 'output') {
        addInput(request, parameter);
        continue;
      }
      addOutput(request, parameter);
      decoders.set(parameter.name, decoderOf(parameter.type) ?? ((value) => value as LegacyValue));
    }
    request.on('returnValue', (name: string, value: unknown) => {
      outputs.set(name, value === null ? null : (decoders.get(name)?.(value) ?? null));
    });
    // Procedures that the procedure calls end with the same token; the last one, which nothing follows, is its own.
    request.on('doneProc', (_rows, more, status) => {
      if (!more) returnStatus = status;
    });
    signal.addEventListener('abort', cancel, { once: true });
    driver.callProcedure(request);
  });
}
