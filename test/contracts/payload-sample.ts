// Settled commands with planted texts, for the contract of payloads.
import type { Command } from '../../src/write/command.js';
import type { Erasure, Retirement } from '../../src/write/payloads.port.js';
import type { AcceptedCommand } from '../../src/write/command.js';
import { auditOf } from './audit-sample.js';
import { at, claimAt, idOf, insistMoved, moveOf, newWrite, walk } from './ledger-sample.js';
import { reviewOf } from './review-sample.js';
import type { OpenStore } from './store-fixture.js';

/** What is planted in everything of a command that may hold it. */
export function planted(number: number): string {
  return `Planted-${String(number).padStart(6, '0')}-Größe`;
}

/** A command that went through every state that keeps a text and was refused in the end, with texts everywhere. */
export async function refusedWithTexts(
  { ledger, reviews }: OpenStore,
  number: number,
  wanted: Partial<AcceptedCommand> = {},
): Promise<Command> {
  const text = planted(number);
  const input = { customerId: `C-${number}`, name: text, lines: [{ note: `for ${text}`, quantity: number }] };
  await ledger.append(newWrite(number, { input, ...wanted }));
  const [leased] = await claimAt(ledger, 0, { most: 1, channel: wanted.channel ?? 'main' });
  if (leased === undefined) throw new Error('nothing was claimed');
  const delivering = await walk(ledger, leased, ['delivering']);
  const unknown = insistMoved(
    await ledger.move(
      moveOf(delivering, 'unknown', {
        entry: { at: at(1), state: 'unknown', by: 'gateway', evidence: { sent: text } },
      }),
    ),
  );
  const parked = insistMoved(await ledger.move(moveOf(unknown, 'parked', { parkedReason: `is ${text} known?` })));
  await ledger.move(moveOf(delivering, 'refused', { refusal: { reason: 'late', text } }));
  const entry = { at: at(2), state: 'refused' as const, by: 'operator', reason: `no customer ${text}` };
  const refusal = { reason: 'unknown-customer', text: `There is no ${text}.` };
  const refused = insistMoved(await ledger.move(moveOf(parked, 'refused', { entry, refusal })));
  await reviews.put([reviewOf(number, { kind: 'contradiction', commandId: idOf(number), detail: `saw ${text}` })]);
  return refused;
}

/** An order of an operator. */
export function erasureOf(which: Erasure['which']): Erasure {
  return {
    which,
    at: at(100),
    audit: auditOf('subject/1', { action: 'command.erase', reason: 'asked to be forgotten' }),
  };
}

const DAY = 86_400;

/** A retirement ten days after the samples: payloads and marks of commands that settled before `seconds`. */
export function retirementOf(seconds: number, wanted: Partial<Retirement> = {}): Retirement {
  return { now: at(10 * DAY), settledBefore: at(seconds), marksBefore: at(seconds), most: 1000, ...wanted };
}
