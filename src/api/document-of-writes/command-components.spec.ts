// The schema of a command holds for what the API shows of one, and for nothing else.
import { describe, expect, it } from '@jest/globals';
import { catalogueOf, writingTexts } from '../../../test/facade/writing-facade.js';
import type { ApiVersion, WriteOperation } from '../../facade/contract.js';
import { compileSchema } from '../../facade/description/compile-schema.js';
import { commandSchema } from './command-components.js';

const version = catalogueOf(writingTexts).versions[0] as ApiVersion;
const named = (id: string): WriteOperation => version.writes.find((write) => write.id === id) as WriteOperation;

const inList = {
  id: '01JE0M5K3VZ8Q4R2T6W9X1Y0AB',
  operation: 'orders.create',
  resource: 'orders',
  status: 'accepted',
  acceptedAt: '2026-12-01T08:15:00Z',
  changedAt: '2026-12-01T08:15:00.123Z',
  correlationId: '01JE0M5K3VZ8Q4R2T6W9X1Y0AB',
};
const step = { at: '2026-12-01T08:15:00Z', status: 'accepted' };
const command = { ...inList, history: [step] };

describe('the schema of a command', () => {
  const check = compileSchema(commandSchema(version, true));

  it('takes it on its way, done and refused', () => {
    const done = { ...command, status: 'succeeded', result: { id: 'SO-1' } };
    const refused = { ...command, status: 'refused', refusal: { reason: 'on-hold', text: 'The customer is on hold.' } };
    expect([command, done, refused].map(check)).toEqual([true, true, true]);
  });

  it('takes it without its history in a list only', () => {
    const checkInList = compileSchema(commandSchema(version, false));
    expect([checkInList(inList), checkInList(command), check(inList)]).toEqual([true, false, false]);
  });

  it('takes no state of the inside, no result that nobody declared and nothing else', () => {
    const wrong = [
      { ...command, status: 'unknown' },
      { ...command, history: [{ ...step, by: 'someone' }] },
      { ...command, result: { ordno: 'x' } },
      { ...command, attempts: 3 },
    ];
    expect(wrong.map(check)).toEqual([false, false, false, false]);
  });

  it('takes results of one name and several types', () => {
    const results = [{ name: 'id', type: { kind: 'boolean' as const }, nullable: true, sensitive: false }];
    const writes = [named('orders.create'), { ...named('orders.cancel'), results }];
    const both = compileSchema(commandSchema({ ...version, writes }, true));
    expect(['SO-1', true, null, {}].map((id) => both({ ...command, result: { id } }))).toEqual([
      true,
      true,
      true,
      false,
    ]);
  });
});
