// What administrators find on the administration listener of a running gateway: the door, and the desks behind it.
// It must never make a second desk over the same clients: decisions go one after the other.
import { ADMIN_SCOPE_IDS } from '../admin/admin-scopes.js';
import type { Administration } from '../admin/admin-server.js';
import type { AdminDesks } from '../admin/admin-desks.js';
import { ClientDesk } from '../credentials/desk/client-desk.js';
import type { DeskParts } from '../credentials/desk/desk-parts.js';
import type { Observer } from '../observability/observation.js';
import { CalendarDesk } from '../protection/calendar/calendar-desk.js';
import type { Settings } from '../settings/settings.js';
import { maskInput } from '../write/operators/mask-input.js';
import type { AuditSide } from './audit/audit-side.js';
import type { GatewayStore } from './gateway-store.js';
import type { Identity } from './identity.js';
import type { OwnProtection } from './protection/own-protection.js';
import { protectionDesk } from './protection/protection-desk-of.js';
import type { ProtectionParts } from './protection/protection-desk-of.js';
import type { WriteSide } from './write-side.js';

/** What it is made of. */
export interface AdministrationParts extends ProtectionParts {
  readonly settings: Settings;
  readonly observe: Observer;
  readonly store: Pick<GatewayStore, 'audit'>;
  readonly identity: Identity;
  readonly audit: Pick<AuditSide, 'desk'>;
  readonly own: OwnProtection;
  /** Every scope that an application can be given. */
  readonly operations: readonly string[];
  /** Absent on a gateway that only reads. */
  readonly writing?: WriteSide | undefined;
}

/** The door and the desks. */
export function openAdministration(parts: AdministrationParts): Administration {
  const { identity, clock, observe, store, own } = parts;
  const { clients, usage, pepper, failures, time } = identity;
  return {
    gate: { clients, usage, pepper, failures, throttle: own.throttle, time, clock, observe, audit: store.audit },
    desks: {
      ...identityDesks(parts),
      audit: parts.audit.desk,
      calendar: calendarDesk(parts),
      protection: protectionDesk(parts),
      ...writeDesks(parts),
    },
  };
}

function identityDesks(parts: AdministrationParts): Pick<AdminDesks, 'clients' | 'signingKeys'> {
  const { identity, clock, store } = parts;
  const { clients: directory, usage, pepper, signingKeys, time } = identity;
  const lastUse = (credentialId: string) => usage.lastUse(credentialId);
  const desk: DeskParts = { directory, audit: store.audit, lastUse, pepper, clock, time, terms: termsOf(parts) };
  const applications = new ClientDesk('application', desk);
  return { clients: { applications, administrators: new ClientDesk('administrator', desk) }, signingKeys };
}

function termsOf({ catalogue, settings, identity, operations }: AdministrationParts): DeskParts['terms'] {
  return {
    operations,
    adminScopes: ADMIN_SCOPE_IDS,
    systems: catalogue.systems.map(({ name }) => name),
    plans: [...(catalogue.plans?.keys() ?? [])],
    jwksHosts: settings.BANYAN_JWKS_HOSTS,
    issuers: identity.issuers,
    longestOverlapMs: settings.BANYAN_ROTATION_OVERLAP_MAX,
  };
}

function calendarDesk({ catalogue, hours, clock, store }: AdministrationParts): CalendarDesk {
  return new CalendarDesk({ hours, audit: store.audit, clock, channels: [...catalogue.channels.keys()] });
}

function writeDesks({ catalogue, writing }: AdministrationParts): Partial<AdminDesks> {
  if (writing === undefined) return {};
  const { desk, desks } = writing;
  return { ...desks, commands: { desk, mask: (command) => maskInput(catalogue, command) } };
}
