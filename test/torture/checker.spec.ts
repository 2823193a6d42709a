// The checker goes red for every promise that can be broken; a checker that cannot would prove nothing.
import { describe, expect, it } from '@jest/globals';
import type { CommandState } from '../../src/write/command.js';
import { check } from './checker.js';
import type { Evidence, FinalCommand } from './evidence.js';

const WAY: readonly CommandState[] = ['accepted', 'leased', 'delivering', 'succeeded'];

function command(id: string, changes: Partial<FinalCommand> = {}): FinalCommand {
  return { id, operation: 'orders.create', state: 'succeeded', parkedReason: undefined, steps: WAY, ...changes };
}

/** A small run in which everything is as promised. */
function evidence(changes: Partial<Evidence> = {}): Evidence {
  return {
    history: [
      { kind: 'invoke', request: 'r1' },
      { kind: 'ok', request: 'r1', commandId: 'A' },
      { kind: 'invoke', request: 'r2' },
      { kind: 'info', request: 'r2' },
      { kind: 'ok', request: 'r2', commandId: 'B' },
      { kind: 'invoke', request: 'r3' },
      { kind: 'fail', request: 'r3', status: 422 },
      { kind: 'seen', commandId: 'A', status: 'accepted' },
      { kind: 'seen', commandId: 'A', status: 'succeeded' },
    ],
    effects: [
      { reference: 'A', kind: 'effect' },
      { reference: 'B', kind: 'refusal' },
    ],
    commands: [command('A'), command('B', { state: 'refused', steps: [...WAY.slice(0, 3), 'refused'] })],
    faults: new Map([['kill', 1]]),
    wanted: ['kill'],
    leastRequests: 2,
    ...changes,
  };
}

const violations = (changes: Partial<Evidence>): readonly string[] => check(evidence(changes)).violations;
const more = (...events: Evidence['history']): Partial<Evidence> => ({ history: [...evidence().history, ...events] });

describe('the checker', () => {
  it('finds nothing in a run that kept its promises, and counts it', () => {
    const { isGood, violations: found, counts } = check(evidence());
    expect({ isGood, found }).toEqual({ isGood: true, found: [] });
    expect(counts).toMatchObject({
      requests: 3,
      accepted: 2,
      brokenOff: 1,
      refusedRequests: 1,
      'ended succeeded': 1,
      'ended refused': 1,
    });
  });

  it('sees an effect that happened twice, and one that never happened', () => {
    const twice = [...evidence().effects, { reference: 'A', kind: 'effect' } as const];
    expect(violations({ effects: twice })).toEqual([expect.stringContaining('A is succeeded and has 2 effects')]);
    const never = [{ reference: 'B', kind: 'refusal' } as const];
    expect(violations({ effects: never })).toEqual([expect.stringContaining('A is succeeded and has 0 effects')]);
  });

  it('sees a refused or cancelled command that had an effect', () => {
    const effects = [...evidence().effects, { reference: 'B', kind: 'effect' } as const];
    expect(violations({ effects })).toEqual([expect.stringContaining('B is refused and has 1 effects')]);
    expect(violations({ effects: [{ reference: 'A', kind: 'effect' }] })).toEqual([
      expect.stringContaining('B is refused and has 0 effects and 0 refusals'),
    ]);
  });

  it('sees a command that was acknowledged and lost, and an effect nobody asked for', () => {
    expect(violations({ commands: [command('A')], effects: [{ reference: 'A', kind: 'effect' }] })).toEqual([
      'B was answered 202 and is not in the ledger',
    ]);
    const effects = [...evidence().effects, { reference: 'X', kind: 'effect' } as const];
    expect(violations({ effects })).toEqual(['X has an effect and no command']);
  });

  it('sees two commands for one request, whether both were answered or one only', () => {
    const both = more({ kind: 'ok', request: 'r1', commandId: 'B' });
    expect(violations(both)).toEqual([expect.stringContaining('r1 led to 2 commands')]);
    const commands = [...evidence().commands, command('C', { state: 'cancelled', steps: ['accepted', 'cancelled'] })];
    expect(violations({ commands })).toEqual([expect.stringContaining('1 commands belong to no answer')]);
    expect(
      violations({ commands, ...more({ kind: 'invoke', request: 'r4' }, { kind: 'info', request: 'r4' }) }),
    ).toEqual([]);
  });

  it('sees a request that was refused and accepted', () => {
    expect(violations(more({ kind: 'fail', request: 'r1', status: 400 }))).toEqual(['r1 was accepted and refused']);
  });

  it('sees what has not ended, and what is parked without a reason', () => {
    const [first, second] = evidence().commands;
    if (first === undefined || second === undefined) throw new Error('two commands are expected');
    const open = [{ ...first, state: 'unknown' as const, steps: WAY.slice(0, 3) }, second];
    expect(violations({ commands: open })).toEqual(['A (orders.create) has not ended: it is unknown']);
    const parked = (parkedReason: string | undefined): readonly FinalCommand[] => [
      { ...first, state: 'parked', parkedReason, steps: [...WAY.slice(0, 3), 'unknown', 'parked'] },
      second,
    ];
    expect(violations({ commands: parked(undefined) })).toEqual(['A is parked and does not say why']);
    expect(violations({ commands: parked('nobody knows') })).toEqual([]);
  });

  it('sees a step the table of moves does not have', () => {
    const [, second] = evidence().commands;
    const back = command('A', { steps: ['accepted', 'leased', 'delivering', 'leased', 'delivering', 'succeeded'] });
    expect(violations({ commands: second === undefined ? [] : [back, second] })).toEqual([
      'A went from delivering to leased',
    ]);
  });

  it('sees a reader that saw a settled command in another state', () => {
    expect(violations(more({ kind: 'seen', commandId: 'A', status: 'accepted' }))).toEqual([
      'a reader saw A go from succeeded to accepted',
    ]);
  });

  it('does not accept a run without faults or without load', () => {
    expect(violations({ faults: new Map() })).toEqual(['the fault kill never happened']);
    expect(violations({ leastRequests: 3 })).toEqual(['only 2 of 3 requests were accepted']);
  });
});
