// The demo facade with the limits a proof is about. It must never fall back to the limits of the demo unnoticed.
import { contosoCopy } from '../../support/running/contoso-copy.js';
import type { Change } from '../../support/running/contoso-copy.js';

/** Limits of the lane in front of the replica, as YAML writes them. */
export interface LaneOfProof {
  readonly concurrency: number;
  readonly queue: number;
  readonly wait: string;
  readonly timeout: string;
  readonly deadline?: string;
  readonly reserved?: number;
  readonly adaptive?: 'on' | 'off';
  readonly breaker?: 'off' | Readonly<Record<string, string | number>>;
}

/** What differs from the demo. */
export interface FacadeOfProof {
  readonly lane: LaneOfProof;
  /** Of orders; that of the demo otherwise. */
  readonly freshness?: Readonly<Record<string, string>>;
  /** Windows of the calendar; none otherwise, because proofs run at night, too. */
  readonly calendar?: string;
  /** Plans besides those of the demo, as lines of YAML. */
  readonly plans?: string;
}

/** Copies the demo facade into `folder`; returns where it is. */
export function proofFacade(folder: string, { lane, freshness, calendar, plans }: FacadeOfProof): string {
  const changes: Change[] = [['facade.yaml', /replica: \{ concurrency: .*\}/, `replica: ${JSON.stringify(lane)}`]];
  if (freshness !== undefined) {
    changes.push(['resources/orders.yaml', /freshness: \{.*\}/, `freshness: ${JSON.stringify(freshness)}`]);
  }
  if (calendar !== undefined) changes.push(['facade.yaml', /^examples:/m, `${calendar}\nexamples:`]);
  if (plans !== undefined) changes.push(['facade.yaml', /^ {2}partner: .*$/m, plans]);
  return contosoCopy(folder, changes);
}
