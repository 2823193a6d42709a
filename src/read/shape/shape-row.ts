// One row to JSON text, field by field as it arrives, without an object in between.
// It must never throw, and never let a value through that breaks the contract.
import type { MisfitPolicy } from '../../facade/binding.js';
import { Misfit } from '../../legacy/codec.js';
import type { LegacyRow } from '../../legacy/legacy-value.js';
import type { FieldSlot } from '../plan/prepared-read.js';

/** Told of every misfit: the field's name, why, and what the field says shall happen. */
export type ReportMisfit = (field: string, reason: string, policy: MisfitPolicy) => void;

/** A record that is not shown, because of a misfit whose field says `refuse` or `skip`. */
export class LeftOut {
  private constructor(readonly handling: 'refused' | 'skipped') {}
  static readonly refused = new LeftOut('refused');
  static readonly skipped = new LeftOut('skipped');

  /** The graver of what was decided so far and what this policy says; `mask` leaves nothing out. */
  static graver(decided: LeftOut | undefined, policy: MisfitPolicy): LeftOut | undefined {
    if (policy === 'mask' || decided === LeftOut.refused) return decided;
    return policy === 'refuse' ? LeftOut.refused : LeftOut.skipped;
  }
}

const MISSING = new Misfit('null where a value is required');

/** The JSON text of a row without its closing brace, so that children can be added. */
export function shapeRow(slots: readonly FieldSlot[], row: LegacyRow, report: ReportMisfit): string | LeftOut {
  let text = '{';
  let leftOut: LeftOut | undefined;
  for (const slot of slots) {
    const value = slot.read(row);
    if (typeof value === 'string') {
      text += slot.label + (slot.plain ? `"${value}"` : JSON.stringify(value));
      continue;
    }
    const misfit = value === null && !slot.nullable ? MISSING : value;
    if (misfit instanceof Misfit) {
      report(slot.name, misfit.reason, slot.misfit);
      leftOut = LeftOut.graver(leftOut, slot.misfit);
    }
    text += slot.label + (value instanceof Misfit ? 'null' : String(value));
  }
  return leftOut ?? text;
}
