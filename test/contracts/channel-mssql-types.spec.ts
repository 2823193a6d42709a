// Every type there and back through a procedure call: as a parameter, as a column of a table, as an output. What arrives
// at the server is compared with what was sent, and so is the type it was sent as.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ProcedureDefinition } from '../../demo/engine/definition.js';
import type { Column } from '../../src/facade/binding.js';
import type { ProcedureDelivery } from '../../src/legacy/delivery.js';
import type { LegacyValue } from '../../src/legacy/legacy-value.js';
import { type OwnErp, ownErp } from './channel-own-erp.js';
import { patient } from './source-asking.js';
import { TYPES } from './source-data.js';

const COLUMNS = TYPES.columns.filter(({ name }) => name !== 'ID');

/** Answers with the value it was given, and with the one in the first row of its table. */
const echo = ({ name, type }: Column): ProcedureDefinition => ({
  params: [
    { name: 'Given', type },
    { name: 'Rows', type: `erp.${name}` },
    { name: 'Back', type, output: true },
    { name: 'RowBack', type, output: true },
  ],
  run: (ctx, args) => {
    args['Back'] = args['Given'] ?? null;
    args['RowBack'] = ctx.table('Rows')[0]?.['VAL'] ?? null;
    return 7;
  },
});

let erp: OwnErp;
beforeAll(async () => {
  erp = await ownErp({
    ddl: ['CREATE TABLE "dbo.NOTHING" (ID INT)'],
    procedures: Object.fromEntries(COLUMNS.map((column) => [`erp.Echo_${column.name}`, echo(column)])),
    tableTypes: Object.fromEntries(COLUMNS.map(({ name, type }) => [`erp.${name}`, [{ name: 'VAL', type }]])),
  });
});
afterAll(() => erp.close());

function echoOf(column: Column, value: LegacyValue): ProcedureDelivery {
  const parameter = (name: string): Column => ({ ...column, name });
  return {
    commandId: 'C',
    operation: 'types.echo',
    procedure: { schema: 'erp', name: `Echo_${column.name}` },
    refusalNumbers: new Set(),
    parameters: [
      { kind: 'input', parameter: parameter('Given'), value },
      { kind: 'table', name: 'Rows', type: { schema: 'erp', name: column.name }, columns: [column], rows: [[value]] },
      { kind: 'output', parameter: parameter('Back') },
      { kind: 'output', parameter: parameter('RowBack') },
    ],
  };
}

const readable = (value: LegacyValue | undefined): unknown =>
  value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value;

describe('values of procedure calls', () => {
  it.each(COLUMNS)('come back as they were sent: $type', async (column) => {
    const index = TYPES.columns.indexOf(column);
    for (const value of TYPES.rows.map((row) => row[index] ?? null)) {
      const outcome = await erp.channel.deliver(echoOf(column, value), patient);
      const outputs = outcome.kind === 'answered' ? [...outcome.outputs.values()] : [];
      expect([outcome, outputs.map(readable)]).toEqual([
        expect.objectContaining({ kind: 'answered', returnStatus: 7 }),
        [readable(value), readable(value)],
      ]);
      const given = erp.log
        .entries()
        .at(-1)
        ?.parameters.find(({ name }) => name === '@Given');
      expect(given?.type.replaceAll(' ', '')).toBe(column.type);
    }
  });

  it('are described with the type they are declared with', async () => {
    const procedures = COLUMNS.map(({ name }) => ({ schema: 'erp', name: `Echo_${name}` }));
    const shapes = await erp.channel.describe(procedures, patient);
    expect(shapes.map(({ parameters: [given, rows] }) => [given, rows])).toEqual(
      COLUMNS.map(({ name, type }) => [
        { kind: 'scalar', parameter: { name: 'Given', type, nullable: true }, output: false },
        {
          kind: 'table',
          name: 'Rows',
          type: { schema: 'erp', name },
          columns: [{ name: 'VAL', type, nullable: true }],
        },
      ]),
    );
  });
});
