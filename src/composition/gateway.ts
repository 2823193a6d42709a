// The composition root: joins settings, facade, adapters and listeners into one gateway, and starts and stops it in order.
// It must never decide anything about a request.
import { readFileSync } from 'node:fs';
import { createAdminApp } from '../admin/admin-server.js';
import type { AdminApp } from '../admin/admin-server.js';
import { createPublicApp } from '../api/http-server.js';
import type { PublicApp } from '../api/http-server.js';
import { checkScopes } from '../credentials/check-scopes.js';
import type { Catalogue } from '../facade/catalogue.js';
import type { Clock } from '../kernel/clock.js';
import { BANYAN_VERSION } from '../kernel/version.js';
import { tellAll } from '../observability/observation.js';
import type { Observer } from '../observability/observation.js';
import type { Readiness } from '../observability/readiness.js';
import { ReadPath } from '../read/read-path.js';
import type { Settings } from '../settings/settings.js';
import type { Failpoints } from '../write/failpoint.js';
import { openAdministration } from './administration.js';
import { ChannelProbes } from './legacy/channel-probes.js';
import type { DataFolder } from './data-folder.js';
import { ensureFirstAdministrator } from './first-administrator.js';
import type { FirstAdministrator } from './first-administrator.js';
import { ensureFirstClient } from './first-client.js';
import type { FirstClient } from './first-client.js';
import { openSqliteStore } from './gateway-store.js';
import { openAuditSide } from './audit/audit-side.js';
import type { AuditSide } from './audit/audit-side.js';
import type { GatewayStore, OpenGatewayStore } from './gateway-store.js';
import { httpLimits } from './http-limits-of.js';
import { openIdentity } from './identity.js';
import type { Identity } from './identity.js';
import { openLegacySide } from './legacy/legacy-side.js';
import type { LegacySide } from './legacy/legacy-side.js';
import { openOutlook } from './outlook.js';
import type { Outlook } from './outlook.js';
import { RecordsAsRead } from './present-records.js';
import { shownAdministrator } from './secrets/shown-administrator.js';
import { SourceProbes } from './legacy/source-probes.js';
import { openWriteSide } from './write-side.js';
import type { WriteSide, WriteSideParts } from './write-side.js';

/** What a gateway is made of. */
export interface GatewayParts {
  readonly settings: Settings;
  readonly catalogue: Catalogue;
  readonly folder: DataFolder;
  readonly clock: Clock;
  /** Told of everything besides log and metrics. */
  readonly observers?: readonly Observer[];
  /** Told of every step of writing at which a process can die; for trials only. */
  readonly failpoint?: Failpoints;
  /** Keeps everything in another store than the embedded one. */
  readonly openStore?: OpenGatewayStore;
}

/** Addresses of the two listeners, as `http://127.0.0.1:3000`. */
export interface GatewayAddresses {
  readonly publicAddress: string;
  readonly adminAddress: string;
}

/**
 * Builds a gateway, opens its store and its keys; opens no port and no connection. Rejects with a sentence for people, as
 * when another process owns the store or its disk cannot be trusted.
 */
export async function openGateway(parts: GatewayParts): Promise<Gateway> {
  const store = await (parts.openStore ?? openSqliteStore)(parts.folder.ledger);
  try {
    return await openOver(store, parts);
  } catch (error) {
    await store.close();
    throw error;
  }
}

async function openOver(store: GatewayStore, parts: GatewayParts): Promise<Gateway> {
  const outlook = openOutlook(parts);
  const observe = tellAll([...outlook.observers, ...(parts.observers ?? [])]);
  // Before anything is appended: the first head tells how the trail was found.
  const audit = await openAuditSide({ ...parts, observe, store });
  const identity = await openIdentity(parts.folder, { ...parts, observe, store });
  const first = {
    client: await ensureFirstClient(parts, identity),
    administrator: shownAdministrator(await ensureFirstAdministrator(parts, identity), parts.folder, identity),
  };
  warnOfStrayScopes(identity, parts.catalogue, observe);
  const { legacy, probes } = openSources(parts, observe);
  const reader = openReader(parts, identity, legacy);
  const records = new RecordsAsRead(reader, parts.clock);
  const writing = await openWriting(parts, { legacy, records, store }, observe);
  return new Gateway(parts, { outlook, observe, store, audit, identity, first, legacy, probes, reader, writing });
}

function openReader({ catalogue, settings }: GatewayParts, { cursorKey }: Identity, legacy: LegacySide): ReadPath {
  const { BANYAN_MAX_ANSWER_BYTES: maxBytes, BANYAN_MAX_ANSWER_ROWS: maxRows } = settings;
  return new ReadPath(catalogue, legacy, { cursorKey, maxBytes, maxRows });
}

/** Sources and their probes, which hear at once when a connection is refused. */
function openSources({ catalogue, clock }: GatewayParts, observe: Observer): Pick<GatewayInside, 'legacy' | 'probes'> {
  // Sources may have something to say before there are probes.
  let notice: Observer = () => undefined;
  const legacy = openLegacySide(catalogue, clock, tellAll([observe, (observation) => notice(observation)]));
  const probes = new SourceProbes(legacy, catalogue.lanes);
  notice = (observation) => probes.notice(observation);
  return { legacy, probes };
}

/** A facade that only reads needs none of it. */
async function openWriting(
  parts: GatewayParts,
  around: Pick<WriteSideParts, 'legacy' | 'records' | 'store'>,
  observe: Observer,
): Promise<WriteSide | undefined> {
  if (parts.catalogue.commandBindings.size === 0) return undefined;
  return openWriteSide({ ...parts, ...around, observe, calendarOverrides: parts.folder.calendarOverrides });
}

interface GatewayInside {
  readonly outlook: Outlook;
  readonly observe: Observer;
  readonly store: GatewayStore;
  readonly audit: AuditSide;
  readonly identity: Identity;
  readonly first: { readonly client: FirstClient | undefined; readonly administrator: FirstAdministrator | undefined };
  readonly legacy: LegacySide;
  readonly probes: SourceProbes;
  readonly reader: ReadPath;
  readonly writing: WriteSide | undefined;
}

/** A gateway: started once, stopped once. */
export class Gateway {
  readonly firstClient: FirstClient | undefined;
  readonly firstAdministrator: FirstAdministrator | undefined;
  readonly #channelProbes: ChannelProbes | undefined;
  #listeners: { readonly open: PublicApp; readonly admin: AdminApp } | undefined;
  #stopping = false;

  constructor(
    private readonly parts: GatewayParts,
    private readonly inside: GatewayInside,
  ) {
    this.firstClient = inside.first.client;
    this.firstAdministrator = inside.first.administrator;
    const { clock, catalogue } = parts;
    this.#channelProbes = inside.writing && new ChannelProbes(inside.writing, catalogue.lanes, clock);
  }

  /** Opens both listeners. The ERP need not be there; `probed` tells when it was asked. */
  async start(): Promise<GatewayAddresses> {
    const { settings, clock, catalogue } = this.parts;
    const startedAt = clock.monotonic();
    const open = await createPublicApp(this.#publicDependencies());
    const admin = await createAdminApp({
      readiness: this.#readiness(),
      metrics: this.inside.outlook.metrics,
      clock,
      observe: this.inside.observe,
      administration: openAdministration({ ...this.parts, ...this.inside, operations: operationIds(catalogue) }),
    });
    this.#listeners = { open, admin };
    const adminAddress = await admin.listen({ host: settings.BANYAN_ADMIN_HOST, port: settings.BANYAN_ADMIN_PORT });
    const publicAddress = await open.listen({ host: settings.BANYAN_HOST, port: settings.BANYAN_PORT });
    await this.#startWriting();
    this.inside.audit.start();
    this.inside.identity.watch();
    this.inside.observe({
      kind: 'gateway-started',
      facade: catalogue.name,
      version: BANYAN_VERSION,
      durationMs: clock.monotonic() - startedAt,
      publicAddress,
      adminAddress,
    });
    return { publicAddress, adminAddress };
  }

  /** Asks every source once, and again from then on. Resolves to what is wrong now, by source; empty when all is well. */
  async probed(): Promise<ReadonlyMap<string, string>> {
    await this.inside.probes.run();
    const wrong = [...this.inside.probes.states()].flatMap(([name, state]) =>
      state.kind === 'unavailable' ? [[name, state.advice] as const] : [],
    );
    return new Map(wrong);
  }

  async #startWriting(): Promise<void> {
    const closed = await this.inside.writing?.start();
    for (const [channel, ms] of closed ?? []) {
      const text = `A former process ended in the middle of a call. The channel ${channel} opens in ${Math.ceil(ms / 1000)} s, when no call of that time can be running.`;
      this.inside.observe({ kind: 'warning', topic: 'ledger', text });
    }
    this.#channelProbes?.runAfter(Math.max(0, ...(closed?.values() ?? [])));
  }

  /** Refuses new connections, lets running requests finish, then closes everything. Never rejects. */
  async stop(reason: string): Promise<void> {
    const { clock, settings } = this.parts;
    const { observe, store, audit, identity, outlook, legacy, writing } = this.inside;
    const startedAt = clock.monotonic();
    this.#stopping = true;
    observe({ kind: 'gateway-stopping', reason });
    this.inside.probes.stop();
    await this.#listeners?.open.close(settings.BANYAN_DRAIN_TIMEOUT);
    await this.#listeners?.admin.close();
    this.#channelProbes?.stop();
    await writing?.stop(settings.BANYAN_DRAIN_TIMEOUT);
    await legacy.close();
    await identity.close();
    await audit.stop();
    await store.close();
    observe({ kind: 'gateway-stopped', durationMs: clock.monotonic() - startedAt });
    await outlook.close();
  }

  #publicDependencies(): Parameters<typeof createPublicApp>[0] {
    const { settings, clock, catalogue } = this.parts;
    const { observe, identity } = this.inside;
    const { clients, usage, authenticator, failures } = identity;
    const tls = tlsFiles(settings);
    return {
      catalogue,
      clock,
      observe,
      ...{ clients, usage, authenticator, failures },
      reader: this.inside.reader,
      witness: this.inside.audit.reads,
      ...(this.inside.writing !== undefined && { writer: this.inside.writing.path }),
      readiness: this.#readiness(),
      modules: [identity.tokenModule(operationIds(catalogue))],
      limits: httpLimits(settings),
      trustProxy: settings.BANYAN_TRUST_PROXY,
      ...(tls === undefined ? {} : { tls }),
    };
  }

  #readiness(): Readiness {
    return {
      sources: () => this.inside.probes.states(),
      warnings: () => this.#channelProbes?.warnings() ?? [],
      stopping: () => this.#stopping,
    };
  }
}

/** Every operation id of every version, once. */
export function operationIds(catalogue: Catalogue): readonly string[] {
  return [
    ...new Set(catalogue.versions.flatMap(({ operations, writes }) => [...operations, ...writes].map(({ id }) => id))),
  ];
}

function tlsFiles(settings: Settings): { readonly cert: string; readonly key: string } | undefined {
  const { BANYAN_TLS_CERT: cert, BANYAN_TLS_KEY: key } = settings;
  if (cert === undefined || key === undefined) return undefined;
  return { cert: readFileSync(cert, 'utf8'), key: readFileSync(key, 'utf8') };
}

/** A scope that names nothing grants nothing; it is most likely a typing error, or a resource that has gone. */
function warnOfStrayScopes({ clients }: Identity, catalogue: Catalogue, observe: Observer): void {
  const operations = operationIds(catalogue);
  for (const client of clients.list().filter(({ kind }) => kind === 'application')) {
    for (const text of checkScopes(client.scopes, operations)) {
      observe({ kind: 'warning', topic: 'scopes', text: `client ${client.id}: ${text}` });
    }
  }
}
