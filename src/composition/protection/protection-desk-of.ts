// The desk over everything that protects a running gateway's ERP: its lanes, breakers, plans and kept answers.
import type { AuditLog } from '../../audit/audit-log.port.js';
import type { Catalogue } from '../../facade/catalogue.js';
import type { Clock } from '../../kernel/clock.js';
import type { OpenHours } from '../../protection/calendar/open-hours.js';
import { ProtectionDesk } from '../../protection/table/protection-desk.js';
import type { ProtectionInForce } from '../../protection/table/protection-desk.js';
import type { LegacySide } from '../legacy/legacy-side.js';
import type { OpenChannels } from '../legacy/open-channels.js';
import type { OwnProtection } from './own-protection.js';

/** What it is made of. */
export interface ProtectionParts {
  readonly catalogue: Catalogue;
  readonly clock: Clock;
  readonly store: { readonly audit: Pick<AuditLog, 'append'> };
  readonly hours: OpenHours;
  readonly own: Pick<OwnProtection, 'plans' | 'overload'>;
  readonly cache: ProtectionInForce['cache'];
  readonly legacy: Pick<LegacySide, 'lanes' | 'breakers'>;
  /** Absent on a gateway that only reads. */
  readonly writing?: Pick<OpenChannels, 'lanes' | 'breakers'> | undefined;
}

/** Makes it. */
export function protectionDesk(parts: ProtectionParts): ProtectionDesk {
  const { catalogue, clock, store, hours, own, cache, legacy, writing } = parts;
  const lanes = new Map([...legacy.lanes, ...(writing?.lanes ?? [])]);
  const breakers = new Map([...legacy.breakers, ...(writing?.breakers ?? [])]);
  const inForce: ProtectionInForce = { lanes, breakers, cache, plans: own.plans, overload: own.overload, hours };
  return new ProtectionDesk({ catalogue, inForce, audit: store.audit, clock });
}
