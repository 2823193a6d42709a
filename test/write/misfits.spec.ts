// What is refused at the door is exactly what could not be written later: the check and the writing agree.
import { expect, it } from '@jest/globals';
import type { Catalogue } from '../../src/facade/catalogue.js';
import type { Json } from '../../src/write/command.js';
import { ParameterWriter } from '../../src/write/prepare/parameter-writer.js';
import { smallWrites } from '../support/write/small-writes.js';

function writerOf({ resources, commandBindings }: Catalogue): ParameterWriter {
  const [resource, binding] = [resources.get('orders'), commandBindings.get('orders.create')];
  if (resource === undefined || binding?.delivery.kind !== 'procedure') throw new Error('no orders.create');
  return new ParameterWriter({ resource, reading: undefined, codePage: undefined }, binding.delivery);
}

const TOO_LONG = 'ABCDEFGHIJKL';
const TOO_LARGE = 2 ** 40;

it.each<readonly [what: string, input: Json, misfits: readonly string[]]>([
  ['nothing that does not fit', { customerId: 'C1', lines: [{ itemId: 1 }, { itemId: 2 }] }, []],
  ['no lines', { customerId: 'C1' }, []],
  ['a customer that is too long', { customerId: TOO_LONG, lines: [{ itemId: 1 }] }, ['/customerId']],
  ['an item in a later line', { customerId: 'C1', lines: [{ itemId: 1 }, { itemId: TOO_LARGE }] }, ['/lines/1/itemId']],
  [
    'all of them',
    { customerId: TOO_LONG, lines: [{ itemId: TOO_LARGE }, { itemId: 1 }, { itemId: -TOO_LARGE }] },
    ['/customerId', '/lines/0/itemId', '/lines/2/itemId'],
  ],
])('of %s, both tell the same', (_what, input, pointers) => {
  const writer = writerOf(smallWrites([]));
  const command = { id: '01JD5Y6Q7R8S9T0V1W2X3Y4Z5A', input, key: undefined };
  const written = writer.write(command);
  expect(writer.misfits(command)).toEqual(written.ok ? [] : written.faults);
  expect(writer.misfits(command).map(({ pointer }) => pointer)).toEqual(pointers);
});
