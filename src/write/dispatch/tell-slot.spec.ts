// What a slot learns of the outcome of a call.
import { expect, it } from '@jest/globals';
import type { DeliveryOutcome } from '../../legacy/delivery.js';
import { Slot } from '../../protection/lanes/slot.js';
import { tellSlot } from './tell-slot.js';

it.each<readonly [string, DeliveryOutcome | undefined, Pick<Slot, 'health' | 'runsOn'>]>([
  ['answered', { kind: 'answered', returnStatus: 0, outputs: new Map() }, { health: 'good', runsOn: false }],
  ['lost and over', { kind: 'unknown', reason: '', sessionEnded: true }, { health: 'bad', runsOn: false }],
  ['lost', { kind: 'unknown', reason: '', sessionEnded: false }, { health: 'bad', runsOn: true }],
  ['unreachable', { kind: 'nothing-done', reason: '', unreachable: true }, { health: 'bad', runsOn: false }],
  ['a deadlock', { kind: 'nothing-done', reason: '' }, { health: 'nothing', runsOn: false }],
  ['not sent', undefined, { health: 'nothing', runsOn: false }],
])('of a call that was %s', (_name, outcome, learned) => {
  const slot = new Slot();
  tellSlot(slot, outcome);
  expect({ health: slot.health, runsOn: slot.runsOn }).toEqual(learned);
});
