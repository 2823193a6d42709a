// The table of verdicts: what the answer of a procedure proves.
import { describe, expect, it } from '@jest/globals';
import type { VerifyByProcedure } from '../../facade/binding-of-verification.js';
import type { Column } from '../../facade/binding.js';
import type { WriteOperation } from '../../facade/contract.js';
import type { DeliveryOutcome } from '../../legacy/delivery.js';
import type { LegacyValue } from '../../legacy/legacy-value.js';
import { ProcedureQuestion } from '../prepare/procedure-question.js';
import { judgeAnswer } from './judge-answer.js';

const END = Date.UTC(2026, 10, 20, 12);
const column = (name: string, type: string): Column => ({ name, type, nullable: true });

const BINDING: VerifyByProcedure = {
  kind: 'procedure',
  channel: 'procedures',
  procedure: { schema: 'erp', name: 'OrderOutcome' },
  parameters: [
    { kind: 'input', parameter: column('Ref', 'varchar(26)'), value: { kind: 'commandId' } },
    { kind: 'output', parameter: column('Outcome', 'char(2)') },
    { kind: 'output', parameter: column('No', 'char(12)') },
  ],
  output: column('Outcome', 'char(2)'),
  meanings: new Map([
    ['J', 'happened'],
    ['N', 'did-not-happen'],
    ['?', 'unknown'],
  ]),
  results: [{ result: 'id', parameter: 'No' }],
};
const BY_STATUS: VerifyByProcedure = {
  ...{ kind: 'procedure', channel: 'procedures', procedure: BINDING.procedure },
  ...{ parameters: BINDING.parameters, results: BINDING.results },
  meanings: new Map([
    ['0', 'happened'],
    ['7', 'did-not-happen'],
  ]),
};

const resource = { name: 'orders', title: 'Order', key: 'id', fields: [], children: [] };
const results = [{ name: 'id', type: { kind: 'string' as const }, nullable: true, sensitive: false }];
const operation: WriteOperation = {
  ...{ kind: 'create', id: 'orders.create', resource: 'orders', fields: [], children: [], refusals: [] },
  results,
};
const questionOf = (binding: VerifyByProcedure): ProcedureQuestion =>
  new ProcedureQuestion({ operation, reading: undefined }, binding, {
    resource,
    reading: undefined,
    codePage: undefined,
  });

const byOutput = questionOf(BINDING);
const byStatus = questionOf(BY_STATUS);
const said = (outcome: LegacyValue, returnStatus = 0): DeliveryOutcome => ({
  kind: 'answered',
  returnStatus,
  outputs: new Map<string, LegacyValue>([
    ['Outcome', outcome],
    ['No', 'SO-1        '],
  ]),
});
const LATER = { askedAt: END + 1, endedAt: END };

type Case = readonly [said: string, question: ProcedureQuestion, outcome: DeliveryOutcome, kind: string];

const answers: readonly Case[] = [
  ['yes', byOutput, said('J '), 'happened'],
  ['no', byOutput, said('N '), 'did-not-happen'],
  ['that it does not know', byOutput, said('? '), 'open'],
  ['what nobody declared', byOutput, said('X '), 'open'],
  ['nothing', byOutput, said(null), 'open'],
  ['yes, and that it failed', byOutput, said('J ', 1), 'open'],
  ['no, and that it failed', byOutput, said('N ', 1), 'open'],
  ['yes by its status', byStatus, said(null, 0), 'happened'],
  ['no by its status', byStatus, said(null, 7), 'did-not-happen'],
  ['another status', byStatus, said(null, 8), 'open'],
  ['an error', byOutput, { kind: 'undeclared', errorNumber: 50000, message: 'no' }, 'open'],
  ['nothing, because it was not reached', byOutput, { kind: 'nothing-done', reason: 'refused' }, 'open'],
  ['nothing, because the connection died', byOutput, { kind: 'unknown', reason: 'cut', sessionEnded: false }, 'open'],
];

describe('a procedure that is asked about a command', () => {
  it.each(answers)('says %s', (_said, question, outcome, kind) => {
    expect(judgeAnswer(question, outcome, LATER).kind).toBe(kind);
  });

  it('gives back the results with its yes, even while the call may still run', () => {
    expect(judgeAnswer(byOutput, said('J'), { ...LATER, endedAt: undefined })).toMatchObject({
      kind: 'happened',
      found: { result: { id: 'SO-1' } },
      evidence: { verified: 'told by erp.OrderOutcome' },
    });
  });

  it('is believed a no only when it was asked after the end of the session', () => {
    const no = (askedAt: number, endedAt: number | undefined) =>
      judgeAnswer(byOutput, said('N'), { askedAt, endedAt }).kind;
    expect([no(END + 1, undefined), no(END - 1, END), no(END, END), no(END + 1, END)]).toEqual([
      'open',
      'open',
      'open',
      'did-not-happen',
    ]);
  });
});
