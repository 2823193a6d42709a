import { describe, expect, it } from '@jest/globals';
import { ConnectionError, RequestError } from 'tedious';
import { DeadlineExceeded } from '../../../src/kernel/deadline.js';
import type { ProcedureDelivery } from '../../../src/legacy/delivery.js';
import { ERROR_TABLE } from '../error-table.js';
import { answeredOutcome, failedOutcome, misfitOutcome, unsentOutcome } from './call-outcome.js';
import { ConnectFailure } from '../connection/connect-failure.js';
import { COMPANIONS, ROLLED_BACK, writeProof } from './write-error-table.js';

const delivery: ProcedureDelivery = {
  commandId: 'C',
  operation: 'orders.create',
  procedure: { schema: 'erp', name: 'SubmitOrder' },
  parameters: [],
  refusalNumbers: new Set([50010, 50011]),
};
const alive = new AbortController().signal;
const serverError = (number: number, severity = 16): Error =>
  Object.assign(new RequestError(`error ${number}`, 'EREQUEST'), { number, class: severity });
const outcomeOf = (error: unknown, signal = alive) => failedOutcome(error, delivery, signal);
const several = (...numbers: readonly number[]): Error =>
  new AggregateError(numbers.map((number) => serverError(number)));

describe('what an error of the server proves about a write', () => {
  it.each([...ROLLED_BACK.keys()])('error %i proves that nothing was done', (number) => {
    expect(outcomeOf(serverError(number, 13))).toMatchObject({ kind: 'nothing-done' });
  });

  it('nothing else that a read would try again proves it', () => {
    const unproven = [...ERROR_TABLE].filter(([number, { kind }]) => kind !== 'refused' && !ROLLED_BACK.has(number));
    expect(unproven.length).toBeGreaterThan(50);
    for (const [number] of unproven) {
      expect([number, outcomeOf(serverError(number))]).toMatchObject([number, { kind: 'unknown', sessionEnded: true }]);
    }
  });

  it.each([1222, 1204, 701, 9002, 41839])('error %i ends a statement, and the procedure may go on', (number) => {
    expect(writeProof(number, 17)).toBe('uncertain');
  });

  it('what the table calls refused is for a person, and so is every number that it does not know', () => {
    for (const number of [229, 201, 547, 2627, 2812, 8144, 50_000, 60_001]) {
      expect(outcomeOf(serverError(number))).toMatchObject({ kind: 'undeclared', errorNumber: number });
    }
  });

  it('a declared refusal decides, whatever came with it', () => {
    expect(outcomeOf(several(547, 50011, 266))).toMatchObject({ kind: 'refused', errorNumber: 50011 });
    expect(outcomeOf(several(1205, 50010))).toMatchObject({ kind: 'refused', errorNumber: 50010 });
  });

  it('errors about the count of transactions decide nothing when another came before', () => {
    for (const companion of COMPANIONS) {
      expect(outcomeOf(several(1205, companion))).toMatchObject({ kind: 'nothing-done' });
      expect(outcomeOf(several(1222, companion))).toMatchObject({ kind: 'unknown' });
      expect(outcomeOf(several(547, companion))).toMatchObject({ kind: 'undeclared', errorNumber: 547 });
      expect(outcomeOf(serverError(companion))).toMatchObject({ kind: 'undeclared', errorNumber: companion });
    }
  });

  it('a proof next to something unproven is no proof', () => {
    expect(outcomeOf(several(1205, 1222))).toMatchObject({ kind: 'unknown', sessionEnded: true });
    expect(outcomeOf(several(1205, 547))).toMatchObject({ kind: 'undeclared', errorNumber: 547 });
  });

  it('a fatal error ends the session and leaves everything open, a declared number included', () => {
    expect(outcomeOf(serverError(50010, 20))).toMatchObject({ kind: 'unknown', sessionEnded: true });
    expect(outcomeOf(serverError(596, 21))).toMatchObject({ kind: 'unknown', sessionEnded: true });
  });
});

describe('what an error of the driver means for a write', () => {
  it.each([
    ['ECANCEL', true],
    ['ETIMEOUT', true],
    ['ECLOSE', false],
    ['UNKNOWN', true],
  ])('code %s leaves it unknown, session ended: %s', (code, sessionEnded) => {
    expect(outcomeOf(new RequestError('x', code))).toMatchObject({ kind: 'unknown', sessionEnded });
  });

  it('a cancel that the server did not acknowledge ends nothing', () => {
    const late = AbortSignal.abort(new DeadlineExceeded(5_000));
    const unheard = new ConnectionError('Failed to cancel request in 2000ms', 'ETIMEOUT');
    expect(outcomeOf(unheard, late)).toMatchObject({ kind: 'unknown', sessionEnded: false });
    expect(outcomeOf(new RequestError('Canceled.', 'ECANCEL'), late)).toMatchObject({
      reason: expect.stringContaining('5000 ms'),
    });
  });

  it('a lost connection leaves it unknown, whatever the error is made of', () => {
    for (const error of [Object.assign(new Error('hang up'), { code: 'ECONNRESET' }), new Error('odd'), 'odd']) {
      expect(outcomeOf(error)).toMatchObject({ kind: 'unknown', sessionEnded: false });
    }
  });

  it('a connection that was gone before the call proves that nothing was done', () => {
    expect(outcomeOf(new RequestError('x', 'EINVALIDSTATE'))).toMatchObject({ kind: 'nothing-done' });
    expect(unsentOutcome(new ConnectFailure('login-refused', 'Check user.', 18456))).toEqual({
      kind: 'nothing-done',
      reason: 'Check user. (error 18456)',
      unreachable: true,
    });
  });

  it('values that cannot be sent are for a person, however many there are', () => {
    expect(outcomeOf(new RequestError('x', 'EPARAM'))).toMatchObject({ kind: 'undeclared', errorNumber: undefined });
    const many = Array.from({ length: 12 }, (_, index) => `fault ${index}`);
    expect(misfitOutcome(many)).toMatchObject({ message: expect.stringMatching(/fault 9; and 2 more$/) });
  });
});

describe('a call that ran to its end', () => {
  const outputs = new Map([['OrdNo', 'SO-1']]);

  it('is answered with its status and its outputs', () => {
    expect(answeredOutcome({ returnStatus: 4, outputs }, false)).toEqual({
      kind: 'answered',
      returnStatus: 4,
      outputs,
    });
  });

  it('is not taken for done without a status, or with a transaction that is still open', () => {
    const open = answeredOutcome({ returnStatus: 0, outputs }, true);
    for (const outcome of [answeredOutcome({ returnStatus: undefined, outputs }, false), open]) {
      expect(outcome).toMatchObject({ kind: 'unknown', sessionEnded: true });
    }
  });
});
