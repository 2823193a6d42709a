// The rules of today for a new write: the document, what the ERP can hold, the records it refers to.
// It must never be asked about a replay, and never stop at the first fault.
import { Problem } from '../../problems/problem.js';
import type { RequestFault } from '../../problems/problem.js';
import type { Json } from '../command.js';
import type { PreparedWrite } from '../prepare/prepared-write.js';
import type { ReferenceCheck } from './reference-check.js';
import { askedReferences } from '../references/asked-references.js';
import { judge } from '../references/reference-faults.js';
import type { ReferenceVerdict } from '../references/reference-faults.js';

/** What is to be written, and to what. */
export interface Written {
  readonly input: Json;
  readonly key: string | undefined;
}

/** Seconds after which a source that could not be asked may answer again. */
const RETRY_SECONDS = 5;

/** Wrong by the document is 400; right by it, but nothing the ERP could hold or would know, is 422. */
export async function validate(
  write: PreparedWrite,
  { input, key }: Written,
  references: ReferenceCheck | undefined,
): Promise<void> {
  if (!write.isKey(key)) throw new Problem('not-found');
  const faults = write.check(input);
  if (faults.length > 0) throw new Problem('invalid-request', { errors: faults });
  const unfit = write.misfits(input, key);
  const verdicts = await verdictsOf(write, input, references);
  const places = new Set(unfit.map(({ pointer }) => pointer));
  const refused = verdicts.flatMap((verdict) => refusalOf(verdict) ?? []);
  const errors = [...unfit, ...refused.filter(({ pointer }) => !places.has(pointer))];
  if (unfit.length > 0) throw new Problem('value-does-not-fit', { errors });
  if (errors.length > 0) throw new Problem('reference-unusable', { errors });
  if (verdicts.includes('later')) throw unavailable();
}

async function verdictsOf(
  { binding }: PreparedWrite,
  input: Json,
  references: ReferenceCheck | undefined,
): Promise<readonly ReferenceVerdict[]> {
  if (binding.references.length === 0) return [];
  const asked = askedReferences(binding.references, input);
  if (asked.length === 0) return [];
  const findings = await references?.check(binding.operation, asked);
  return asked.map((each, index) => judge(each, findings?.[index] ?? 'unavailable'));
}

function refusalOf(verdict: ReferenceVerdict): RequestFault | undefined {
  return typeof verdict === 'string' ? undefined : verdict.refuse;
}

function unavailable(): Problem {
  return new Problem('source-unavailable', {
    retryAfterSeconds: RETRY_SECONDS,
    detail: 'A record that this request names must be looked at first, and that cannot be done now.',
    internal: 'a strict reference could not be looked at',
  });
}
