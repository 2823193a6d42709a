import { describe, expect, it } from '@jest/globals';
import { ConnectionError, RequestError } from 'tedious';
import { DeadlineExceeded } from '../../src/kernel/deadline.js';
import { ERROR_TABLE } from './error-table.js';
import { statementFault } from './statement-fault.js';

const serverError = (number: number, severity = 16): Error =>
  Object.assign(new Error(`error ${number}`), { code: 'EREQUEST', number, class: severity });
const driverError = (code: string): Error => Object.assign(new Error(code), { code });
const alive = new AbortController().signal;
const kindOf = (error: unknown, signal = alive): string => statementFault(error, signal).kind;

describe('classifying errors of statements', () => {
  it('follows the table for every number in it', () => {
    for (const [number, { kind }] of ERROR_TABLE) expect([number, kindOf(serverError(number))]).toEqual([number, kind]);
  });

  it.each([
    [229, 'refused'],
    [1205, 'transient'],
    [983, 'unavailable'],
    [596, 'lost'],
  ])('knows error %i as %s and keeps its number', (number, kind) => {
    expect(statementFault(serverError(number), alive)).toMatchObject({ kind, errorNumber: number });
  });

  it.each([
    [14, 'refused'],
    [16, 'refused'],
    [17, 'transient'],
    [19, 'transient'],
    [20, 'lost'],
    [25, 'lost'],
  ])('judges an unknown number by its severity %i: %s', (severity, kind) => {
    expect(kindOf(serverError(999_999, severity))).toBe(kind);
  });

  it('lets the most severe of several errors decide', () => {
    expect(kindOf(new AggregateError([serverError(8134), serverError(999_998, 21)]))).toBe('lost');
    expect(statementFault(new AggregateError([serverError(8134), serverError(245)]), alive).errorNumber).toBe(8134);
  });

  it('passes on what the server says, but nothing of it when a message of that number repeats a value', () => {
    const view = statementFault(serverError(208), alive);
    expect([view.message.endsWith(': error 208'), view.cause]).toEqual([true, expect.any(Error)]);
    for (const error of [serverError(245), new AggregateError([serverError(208), serverError(2628)])]) {
      const { message, cause } = statementFault(error, alive);
      expect([message.includes(': error'), cause]).toEqual([false, undefined]);
    }
  });

  it('takes the end of a connection as lost and the driver timer as timed-out', () => {
    for (const code of ['ECONNRESET', 'ESOCKET', 'ECLOSE', 'EINVALIDSTATE'])
      expect(kindOf(driverError(code))).toBe('lost');
    expect(kindOf(driverError('ETIMEOUT'))).toBe('timed-out');
    expect(kindOf(driverError('EPARAM'))).toBe('refused');
  });

  it('calls a statement over only when the server said so, or never got it', () => {
    const gone = AbortSignal.abort();
    const late = AbortSignal.abort(new DeadlineExceeded(5_000));
    const mayRunOn = (error: unknown, signal = alive): boolean => statementFault(error, signal).mayRunOn;
    for (const signal of [alive, gone, late]) {
      expect(mayRunOn(new RequestError('acknowledged', 'ECANCEL'), signal)).toBe(false);
      expect(mayRunOn(new RequestError('acknowledged', 'ETIMEOUT'), signal)).toBe(false);
      expect(mayRunOn(serverError(1205), signal)).toBe(false);
      expect(mayRunOn(new RequestError('not sent', 'EINVALIDSTATE'), signal)).toBe(false);
      expect(mayRunOn(new ConnectionError('the cancel was not acknowledged', 'ETIMEOUT'), signal)).toBe(true);
      expect(mayRunOn(driverError('ESOCKET'), signal)).toBe(true);
      expect(mayRunOn(new Error('the connection ended'), signal)).toBe(true);
    }
    expect([mayRunOn(gone.reason, gone), mayRunOn(late.reason, late)]).toEqual([false, false]);
  });

  it('tells a deadline from a caller who went away by the reason of the signal, whatever the driver says', () => {
    const late = AbortSignal.abort(new DeadlineExceeded(5_000));
    const gone = AbortSignal.abort();
    for (const error of [driverError('ECANCEL'), driverError('ETIMEOUT'), driverError('ECONNRESET')]) {
      expect(kindOf(error, late)).toBe('timed-out');
      expect(kindOf(error, gone)).toBe('cancelled');
    }
  });
});
