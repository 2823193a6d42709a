// Tells the audit trail about an answer with sensitive fields in it, as it is being sent.
// It must never tell of an answer without, nor keep one waiting.
import type { FastifyRequest } from 'fastify';
import type { SensitiveReads } from '../../audit/reads/sensitive-reads.js';
import type { ReadAnswer } from '../../read/read-request.js';

/** Takes what is told; returns at once. */
export type ReadWitness = Pick<SensitiveReads, 'tell'>;

/** For listeners that are built without an audit trail. */
export const NO_WITNESS: ReadWitness = { tell: () => undefined };

/** Tells who has got what. */
export function tellRead(witness: ReadWitness, operation: string, request: FastifyRequest, answer: ReadAnswer): void {
  const { principal, correlationId } = request.banyan;
  if (answer.sensitive === undefined || principal === undefined) return;
  witness.tell({ ...answer.sensitive, client: principal.clientId, operation, address: request.ip, correlationId });
}
