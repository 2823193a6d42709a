// What administrators find on the administration listener of a running gateway: the door, and the desks behind it.
// It must never make a second desk over the same clients: decisions go one after the other.
import { ADMIN_SCOPE_IDS } from '../admin/admin-scopes.js';
import type { Administration } from '../admin/admin-server.js';
import type { AdminDesks } from '../admin/admin-desks.js';
import { ClientDesk } from '../credentials/desk/client-desk.js';
import type { DeskParts } from '../credentials/desk/desk-parts.js';
import type { Catalogue } from '../facade/catalogue.js';
import type { Clock } from '../kernel/clock.js';
import type { Observer } from '../observability/observation.js';
import type { Settings } from '../settings/settings.js';
import { maskInput } from '../write/operators/mask-input.js';
import type { AuditSide } from './audit/audit-side.js';
import type { GatewayStore } from './gateway-store.js';
import type { Identity } from './identity.js';
import type { WriteSide } from './write-side.js';

/** What it is made of. */
export interface AdministrationParts {
  readonly catalogue: Catalogue;
  readonly settings: Settings;
  readonly clock: Clock;
  readonly observe: Observer;
  readonly store: Pick<GatewayStore, 'audit'>;
  readonly identity: Identity;
  readonly audit: Pick<AuditSide, 'desk'>;
  /** Every operation id of the facade. */
  readonly operations: readonly string[];
  /** Absent on a gateway that only reads. */
  readonly writing?: WriteSide | undefined;
}

/** The door and the desks. */
export function openAdministration(parts: AdministrationParts): Administration {
  const { identity, clock, observe, store } = parts;
  const { clients, usage, pepper, failures, time } = identity;
  return {
    gate: { clients, usage, pepper, failures, time, clock, observe, audit: store.audit },
    desks: { ...identityDesks(parts), audit: parts.audit.desk, ...writeDesks(parts) },
  };
}

function identityDesks(parts: AdministrationParts): Pick<AdminDesks, 'clients' | 'signingKeys'> {
  const { identity, clock, store } = parts;
  const { clients: directory, usage, pepper, signingKeys } = identity;
  const lastUse = (credentialId: string) => usage.lastUse(credentialId);
  const desk: DeskParts = { directory, audit: store.audit, lastUse, pepper, clock, terms: termsOf(parts) };
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

function writeDesks({ catalogue, writing }: AdministrationParts): Partial<AdminDesks> {
  if (writing === undefined) return {};
  const { desk, desks } = writing;
  return { ...desks, commands: { desk, mask: (command) => maskInput(catalogue, command) } };
}
