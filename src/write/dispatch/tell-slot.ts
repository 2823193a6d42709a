// What the outcome of a call says about the ERP, for the slot it was made in: a channel never rejects, so nothing else tells.
// It must never let a call that went nowhere pass for one that went well.
import type { DeliveryOutcome } from '../../legacy/delivery.js';
import type { HeldSlot } from '../../protection/lanes/slot.js';

/** What became of a call tells how the ERP is; one that was not sent, because its time was over, tells nothing. */
export function tellSlot(slot: HeldSlot, outcome: DeliveryOutcome | undefined): void {
  switch (outcome?.kind) {
    case 'answered':
    case 'refused':
    case 'undeclared':
      return;
    case 'unknown':
      slot.tells('bad');
      if (!outcome.sessionEnded) slot.mayRunOn();
      return;
    case 'nothing-done':
      slot.tells(outcome.unreachable === true ? 'bad' : 'nothing');
      return;
    case 'too-late':
    case undefined:
      slot.tells('nothing');
  }
}
