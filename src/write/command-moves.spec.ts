import { describe, expect, it } from '@jest/globals';
import type { CommandState, PublicStatus } from './command.js';
import {
  assertLawful,
  COMMAND_MOVES,
  faultsOfMoves,
  isSettled,
  type MoveTable,
  publicStatus,
  UnlawfulMove,
} from './command-moves.js';

/** The table of the design page, written down a second time. */
const DESIGN: readonly (readonly [CommandState, PublicStatus, string])[] = [
  ['accepted', 'accepted', 'held leased cancelled'],
  ['held', 'held', 'accepted cancelled'],
  ['leased', 'accepted', 'delivering accepted parked'],
  ['delivering', 'delivering', 'delivered succeeded refused backoff unknown'],
  ['backoff', 'accepted', 'leased cancelled parked'],
  ['delivered', 'delivered', 'succeeded refused unknown'],
  ['unknown', 'delivering', 'delivered succeeded refused backoff parked'],
  ['parked', 'parked', 'accepted unknown succeeded refused cancelled'],
  ['succeeded', 'succeeded', ''],
  ['refused', 'refused', ''],
  ['cancelled', 'cancelled', ''],
];
const STATES = DESIGN.map(([state]) => state);

function tableWith(from: CommandState, mayGoTo: readonly CommandState[]): MoveTable {
  return { ...COMMAND_MOVES, [from]: { ...COMMAND_MOVES[from], mayGoTo } };
}

describe('the moves of a command', () => {
  it('are those of the design, and no other', () => {
    const table = STATES.map((state) => [state, publicStatus(state), COMMAND_MOVES[state].mayGoTo.join(' ')]);
    expect(table).toEqual(DESIGN);
    expect(Object.keys(COMMAND_MOVES)).toHaveLength(DESIGN.length);
  });

  it.each(STATES.flatMap((from) => STATES.map((to) => [from, to] as const)))(
    'let %s go to %s only where the table says so',
    (from, to) => {
      const lawful = DESIGN.some(([state, , mayGoTo]) => state === from && mayGoTo.split(' ').includes(to));
      const move = (): void => assertLawful(from, to);
      if (lawful) expect(move).not.toThrow();
      else expect(move).toThrow(UnlawfulMove);
    },
  );

  it('say what would be lawful when they refuse', () => {
    expect(() => assertLawful('held', 'delivering')).toThrow(
      'A command cannot go from held to delivering: allowed are accepted, cancelled.',
    );
    expect(() => assertLawful('refused', 'accepted')).toThrow('it is settled and goes nowhere');
  });

  it('end in the settled states', () => {
    expect(STATES.filter(isSettled)).toEqual(['succeeded', 'refused', 'cancelled']);
  });
});

describe('the proof of the table at start', () => {
  it('finds nothing wrong with the table in use', () => expect(faultsOfMoves(COMMAND_MOVES)).toEqual([]));

  it.each<readonly [CommandState, readonly CommandState[], string]>([
    ['delivering', [...COMMAND_MOVES.delivering.mayGoTo, 'accepted'], 'forgets that the ERP may have acted'],
    ['delivered', [...COMMAND_MOVES.delivered.mayGoTo, 'accepted'], 'delivered -> accepted forgets'],
    ['unknown', [...COMMAND_MOVES.unknown.mayGoTo, 'cancelled'], 'unknown -> cancelled'],
    ['unknown', [...COMMAND_MOVES.unknown.mayGoTo, 'delivering'], 'delivering comes after leased only'],
    ['accepted', [...COMMAND_MOVES.accepted.mayGoTo, 'delivering'], 'delivering comes after leased only'],
    ['accepted', [...COMMAND_MOVES.accepted.mayGoTo, 'accepted'], 'accepted -> accepted is no move'],
    ['parked', [...COMMAND_MOVES.parked.mayGoTo, 'delivered'], 'delivered comes after delivering,unknown only'],
    ['succeeded', ['accepted'], 'succeeded -> accepted changes a settled command'],
    ['parked', [], 'parked never leads to a settled state'],
  ])('refuses a table where %s may go to %j', (from, mayGoTo, fault) => {
    expect(faultsOfMoves(tableWith(from, mayGoTo))).toEqual([expect.stringContaining(fault)]);
  });

  it('refuses a table with a state that is never reached', () => {
    const unsent = { ...COMMAND_MOVES.delivering, mayGoTo: ['succeeded', 'refused', 'unknown'] } as const;
    const table = { ...tableWith('unknown', ['succeeded', 'refused', 'backoff', 'parked']), delivering: unsent };
    expect(faultsOfMoves(table)).toEqual(['delivered is never reached']);
  });

  it('names every fault at once', () => {
    const table: MoveTable = { ...tableWith('succeeded', ['held']), parked: { publicStatus: 'parked', mayGoTo: [] } };
    expect(faultsOfMoves(table)).toEqual([
      'parked never leads to a settled state',
      'succeeded -> held changes a settled command',
    ]);
  });
});
