// What a Channel promises about a procedure that is asked instead of told: answers to the end, exact, and as often as one
// likes; a question that goes wrong is no answer and harms nothing.
import { expect, it } from '@jest/globals';
import { outputsOf } from './channel-answer-cases.js';
import { commandId, creditLimitOutcome, setCreditLimit } from './channel-deliveries.js';
import type { ChannelFixture } from './channel-fixture.js';
import { patient } from './source-asking.js';

export function questionCases(fixture: () => ChannelFixture): void {
  const LIMIT = '922337203685477.5807';

  it('answers what was done under a reference and what was not, exactly and as often as it is asked', async () => {
    const { channel } = fixture().open();
    await channel.deliver(setCreditLimit(LIMIT), patient);
    const change = setCreditLimit('100.0000');
    await channel.deliver(change, patient);
    for (let time = 0; time < 3; time += 1) {
      const answer = await channel.deliver(creditLimitOutcome(change.commandId), patient);
      expect(outputsOf(answer)).toEqual([0, { Outcome: 'J', OldLim: LIMIT }]);
    }
    const nothing = await channel.deliver(creditLimitOutcome(commandId()), patient);
    expect(outputsOf(nothing)).toEqual([0, { Outcome: 'N', OldLim: null }]);
    const nobody = await channel.deliver(creditLimitOutcome(null), patient);
    expect(outputsOf(nobody)).toEqual([0, { Outcome: '?', OldLim: null }]);
  });

  it('sees the work of a call whose answer was lost, and none of one that was cut off before it began', async () => {
    const { channel } = fixture().open();
    const [done, undone] = [setCreditLimit('200.0000'), setCreditLimit('300.0000')];
    fixture().misbehave({ kind: 'drop-after' });
    expect(await channel.deliver(done, patient)).toMatchObject({ kind: 'unknown' });
    fixture().misbehave({ kind: 'drop-before' });
    expect(await channel.deliver(undone, patient)).toMatchObject({ kind: 'unknown' });
    const outcomes = [done, undone].map(({ commandId: id }) => channel.deliver(creditLimitOutcome(id), patient));
    expect(
      (await Promise.all(outcomes)).map((outcome) => outcome.kind === 'answered' && outcome.outputs.get('Outcome')),
    ).toEqual(['J', 'N']);
  });

  it('gives no answer when the connection dies under the question, and the same one to the next', async () => {
    const { channel } = fixture().open();
    const change = setCreditLimit('400.0000');
    await channel.deliver(change, patient);
    fixture().misbehave({ kind: 'drop-after' });
    expect(await channel.deliver(creditLimitOutcome(change.commandId), patient)).toMatchObject({ kind: 'unknown' });
    const again = await channel.deliver(creditLimitOutcome(change.commandId), patient);
    expect(again).toMatchObject({ kind: 'answered', returnStatus: 0 });
  });
}
