// Accepting a write, whole: read -> recall -> validate -> append. Nothing here touches the ERP but the look at references
// that the facade asks for.
// It must never answer before the command is on disk, and never apply today's rules to a request accepted before.
import type { Clock } from '../../kernel/clock.js';
import { Problem } from '../../problems/problem.js';
import type { Json } from '../command.js';
import type { Journal } from '../journal.js';
import type { Failpoints } from '../failpoint.js';
import type { Appended, IdempotencyMark, IdempotencyMarks } from '../ledger.port.js';
import type { PreparedWrite } from '../prepare/prepared-write.js';
import type { WriteRequest } from '../write-request.js';
import { fingerprint } from './fingerprint.js';
import { readIdempotencyKey } from './idempotency-key.js';
import { readIfMatch } from './if-match.js';
import type { Condition } from './if-match.js';
import { readJsonBody } from './json-body.js';
import { newCommand } from './new-command.js';
import type { Closed } from './new-command.js';
import { conditionFaults, holdTo } from './precondition.js';
import type { PresentRecords } from './precondition.js';
import type { ReferenceCheck } from './reference-check.js';
import { stored } from './stored.js';
import { validate } from './validate.js';

/** What accepting needs from outside. */
export interface AcceptServices {
  readonly journal: Journal;
  readonly marks: IdempotencyMarks;
  readonly clock: Clock;
  /** Whether a channel is closed at an instant in epoch milliseconds; absent where there is no calendar. */
  readonly closed?: ((channel: string, now: number) => Closed | undefined) | undefined;
  /** Absent where no operation refers to records. */
  readonly references?: ReferenceCheck | undefined;
  /** Absent where no operation takes If-Match. */
  readonly records?: PresentRecords | undefined;
  readonly failpoint?: Failpoints;
}

/** The present state of a command this request led to, now or before. */
export type Outcome = Extract<Appended, { readonly command: unknown }> & {
  /** Of a new command that is held: why. */
  readonly reason?: string | undefined;
};

/** Accepts one write or throws a Problem that names every fault. A replay is answered before anything is validated. */
export async function accept(write: PreparedWrite, request: WriteRequest, services: AcceptServices): Promise<Outcome> {
  const { mark, input, condition } = readRequest(write, request);
  const known = await stored(() => services.marks.recall(mark));
  if (known !== undefined) return commandOf(known);
  const faults = conditionFaults(write, condition);
  if (faults.length > 0) throw new Problem('invalid-request', { errors: [...faults, ...write.check(input)] });
  await validate(write, { input, key: request.key }, services.references);
  const seenVersion = await holdTo(write, request, condition, services.records);
  const entry = newCommand(write, request, { input, mark, seenVersion, now: services.clock.now() }, services);
  await services.failpoint?.('accepting', entry.command.id);
  const appended = commandOf(await stored(() => services.journal.append(entry)));
  await services.failpoint?.('accepted', entry.command.id);
  return { ...appended, reason: entry.reason };
}

interface ReadRequest {
  readonly mark: IdempotencyMark;
  readonly input: Json;
  /** Undefined where the request depends on nothing. */
  readonly condition: Condition | undefined;
}

/** Everything that must hold before a request can be told from another; a bad key and a bad body are told together. */
function readRequest(write: PreparedWrite, request: WriteRequest): ReadRequest {
  const { version, path, clientId, ifMatch } = request;
  const key = readIdempotencyKey(request.idempotencyKeys);
  const body = readBody(write, request.body);
  const condition = readIfMatch(ifMatch);
  if (!key.ok || !body.ok || !condition.ok) {
    const more = body.ok ? write.check(body.value) : [];
    const faults = [key, body, condition].flatMap((each) => (each.ok ? [] : each.faults));
    throw new Problem('invalid-request', { errors: [...faults, ...more] });
  }
  const mark = {
    clientId,
    operation: write.operation.id,
    key: key.value,
    fingerprint: fingerprint({ version, path, input: body.value, ifMatch }),
  };
  return { mark, input: body.value, condition: condition.value };
}

/** An operation that needs no input may be asked for without a body. */
function readBody(write: PreparedWrite, body: Uint8Array | undefined): ReturnType<typeof readJsonBody> {
  if (body !== undefined && body.length > 0) return readJsonBody(body);
  if (write.check({}).length === 0) return { ok: true, value: {} };
  return { ok: false, faults: [{ pointer: '', detail: 'This operation needs a body.' }] };
}

function commandOf(appended: Appended): Outcome {
  if (appended.kind !== 'mismatch') return appended;
  throw new Problem('idempotency-key-reused', {
    detail: 'This idempotency key was sent before with another request of the same operation.',
  });
}
