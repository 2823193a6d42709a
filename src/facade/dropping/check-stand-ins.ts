// Whether it is said what stands in a record for a value that was left out, and for null.
// It must never let either be guessed from blanks.
import type { WriteOperation } from '../contract.js';
import type { WrittenFormat } from '../format-of-drops/record-format.js';
import type { Spot } from '../yaml/spot.js';
import type { RecordValue } from './record-value.js';

/** One of the two, and whether the value can be so. */
interface StandIn {
  readonly member: 'absent' | 'null';
  readonly isPossible: boolean;
  /** How it is called, when it stands there, and what else is true of the value. */
  readonly possible: string;
  readonly when: string;
  readonly never: string;
}

/** Reports what is not said, and what is said of values that are always there; `spot` is the item's place. */
export function checkStandIns(
  format: WrittenFormat,
  { value, optional, nullable }: RecordValue,
  kind: WriteOperation['kind'],
  spot: Spot,
): void {
  const name = value.kind === 'field' ? value.field : 'this value';
  const standIns: readonly StandIn[] = [
    {
      member: 'absent',
      isPossible: optional,
      possible: 'optional',
      when: 'when it is left out',
      never: 'always there',
    },
    { member: 'null', isPossible: nullable, possible: 'nullable', when: 'for null', never: 'never null' },
  ];
  for (const { member, isPossible, possible, when, never } of standIns) {
    const place = spot.in(member);
    if (isPossible && !place.isWritten) {
      spot.error(`${name} is ${possible}: say with \`"${member}"\` what stands here ${when}.`);
    }
    if (!isPossible && place.isWritten) place.errorAtKey(`has no effect: ${name} is ${never}.`);
  }
  const isSame = optional && nullable && format.absent !== undefined && format.absent === format.null;
  if (kind === 'change' && isSame) {
    spot.in('null').warning(`${name} looks the same when it is left out, which changes nothing, and when it is null.`);
  }
}
