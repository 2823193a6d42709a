// The composition root: joins settings, facade, adapters and listeners into one gateway, and starts and stops it in order.
// It must never decide anything about a request.
import { createAdminApp } from '../admin/admin-server.js';
import type { AdminApp } from '../admin/admin-server.js';
import { createPublicApp } from '../api/http-server.js';
import type { PublicApp } from '../api/http-server.js';
import { checkScopes } from '../credentials/check-scopes.js';
import { grantableScopes } from '../credentials/gateway-scopes.js';
import type { Catalogue } from '../facade/catalogue.js';
import type { Clock } from '../kernel/clock.js';
import { settledWithin } from '../kernel/settled-within.js';
import { BANYAN_VERSION } from '../kernel/version.js';
import { tellAll } from '../observability/observation.js';
import type { Observer } from '../observability/observation.js';
import type { Readiness } from '../observability/readiness.js';
import type { OpenHours } from '../protection/calendar/open-hours.js';
import { AnswerCache } from '../protection/cache/answer-cache.js';
import type { ClosedAt } from '../protection/lanes/closing.js';
import type { KeptRead } from '../read/cache/kept-read.js';
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
import { listenerOptions } from './listener-options.js';
import { openIdentity } from './identity.js';
import type { Identity } from './identity.js';
import { openLegacySide } from './legacy/legacy-side.js';
import type { LegacySide } from './legacy/legacy-side.js';
import { openOutlook } from './outlook.js';
import type { Outlook } from './outlook.js';
import { openHours } from './protection/open-hours-of.js';
import { openReading } from './protection/open-reading.js';
import type { Reading } from './protection/open-reading.js';
import { RecordsAsRead } from './present-records.js';
import { shownAdministrator } from './secrets/shown-administrator.js';
import { openLaneMemory } from './protection/lane-memory.js';
import type { LaneMemory } from './protection/lane-memory.js';
import { SourceProbes } from './legacy/source-probes.js';
import { openOwnProtection, warnOfStrayPlans } from './protection/own-protection.js';
import type { OwnProtection } from './protection/own-protection.js';
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
  const cache = new AnswerCache<KeptRead>(parts.settings.BANYAN_CACHE_BYTES, parts.clock);
  const outlook = await openOutlook({ ...parts, cache: () => cache.state() });
  const observe = tellAll([...outlook.observers, ...(parts.observers ?? [])]);
  // Before anything is appended: the first head tells how the trail was found.
  const audit = await openAuditSide({ ...parts, observe, store });
  const identity = await openIdentity(parts.folder, { ...parts, observe, store });
  const first = {
    client: await ensureFirstClient(parts, identity),
    administrator: shownAdministrator(await ensureFirstAdministrator(parts, identity), parts.folder, identity),
  };
  warnOfStrayScopes(identity, parts.catalogue, observe);
  warnOfStrayPlans(identity.clients, parts.catalogue, observe);
  const hours = await openHours(parts);
  const memory = await openLaneMemory(parts, observe);
  const { legacy, probes } = openSources(parts, { memory, hours }, observe);
  const queueShare = (): number => Math.max(0, ...[...legacy.lanes.values()].map((lane) => lane.waitedShare()));
  const own = openOwnProtection({ ...parts, observe, queueShare, cache });
  const reading = openReading({ ...parts, cursorKey: identity.cursorKey, cache, legacy, hours });
  const records = new RecordsAsRead(reading.path, parts.clock);
  const succeeded = (resource: string): void => void cache.drop(resource);
  const writing = openWriting(parts, { legacy, records, store, hours, memory, succeeded }, observe);
  return new Gateway(parts, {
    outlook,
    observe,
    store,
    audit,
    identity,
    first,
    own,
    hours,
    legacy,
    probes,
    cache,
    reading,
    writing,
  });
}

/** Sources and their probes, which hear at once when a connection is refused. */
function openSources(
  { catalogue, clock }: GatewayParts,
  { memory, hours }: { readonly memory: LaneMemory; readonly hours: OpenHours },
  observe: Observer,
): Pick<GatewayInside, 'legacy' | 'probes'> {
  // Sources may have something to say before there are probes.
  let notice: Observer = () => undefined;
  const told = tellAll([observe, (observation) => notice(observation)]);
  const readsClosed: ClosedAt = (now) => hours.readsClosed(now);
  const legacy = openLegacySide(catalogue, { clock, observe: told, memory, readsClosed });
  const probes = new SourceProbes(legacy, catalogue.lanes);
  notice = (observation) => probes.notice(observation);
  return { legacy, probes };
}

/** A facade that only reads needs none of it. */
function openWriting(
  parts: GatewayParts,
  around: Pick<WriteSideParts, 'legacy' | 'records' | 'store' | 'hours' | 'memory' | 'succeeded'>,
  observe: Observer,
): WriteSide | undefined {
  if (parts.catalogue.commandBindings.size === 0) return undefined;
  return openWriteSide({ ...parts, ...around, observe });
}

interface GatewayInside {
  readonly outlook: Outlook;
  readonly observe: Observer;
  readonly store: GatewayStore;
  readonly audit: AuditSide;
  readonly identity: Identity;
  readonly first: { readonly client: FirstClient | undefined; readonly administrator: FirstAdministrator | undefined };
  readonly hours: OpenHours;
  readonly own: OwnProtection;
  readonly legacy: LegacySide;
  readonly probes: SourceProbes;
  readonly cache: AnswerCache<KeptRead>;
  readonly reading: Reading;
  readonly writing: WriteSide | undefined;
}

/**
 * What is under way at the ERP gets this much time, in milliseconds, even when requests have used all of the drain. With the
 * drain of 25 s and what closing takes, the process is gone within 30 s.
 */
const LEAST_WRITE_DRAIN_MS = 3_000;

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
      administration: openAdministration({ ...this.parts, ...this.inside, operations: grantableScopes(catalogue) }),
    });
    this.#listeners = { open, admin };
    const adminAddress = await admin.listen({ host: settings.BANYAN_ADMIN_HOST, port: settings.BANYAN_ADMIN_PORT });
    const publicAddress = await open.listen({ host: settings.BANYAN_HOST, port: settings.BANYAN_PORT });
    await this.#startWriting();
    this.inside.own.start();
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
    const closed = (await this.inside.writing?.start()) ?? new Map<string, number>();
    for (const [channel, ms] of closed) {
      const text = `A former process ended in the middle of a call. The channel ${channel} opens in ${Math.ceil(ms / 1000)} s, when no call of that time can be running.`;
      this.inside.observe({ kind: 'warning', topic: 'ledger', text });
    }
    this.#channelProbes?.runAfter(closed);
  }

  /** Refuses new connections, lets running requests finish, then closes everything. Never rejects. */
  async stop(reason: string): Promise<void> {
    const { clock, settings } = this.parts;
    const { observe, store, audit, identity, outlook, own, legacy, reading, writing } = this.inside;
    const startedAt = clock.monotonic();
    const stopBy = startedAt + settings.BANYAN_DRAIN_TIMEOUT + LEAST_WRITE_DRAIN_MS;
    this.#stopping = true;
    observe({ kind: 'gateway-stopping', reason });
    this.inside.probes.stop();
    this.#channelProbes?.stop();
    await this.#listeners?.open.close(settings.BANYAN_DRAIN_TIMEOUT);
    reading.reads.stop();
    own.stop();
    const leftMs = stopBy - clock.monotonic();
    const administration = this.#listeners?.admin.close() ?? Promise.resolve();
    await Promise.all([settledWithin(clock, leftMs, administration), writing?.stop(leftMs)]);
    await legacy.close();
    await identity.close();
    await audit.stop();
    await store.close();
    observe({ kind: 'gateway-stopped', durationMs: clock.monotonic() - startedAt });
    await outlook.close();
  }

  #publicDependencies(): Parameters<typeof createPublicApp>[0] {
    const { settings, clock, catalogue } = this.parts;
    const { observe, identity, own } = this.inside;
    const { clients, usage, authenticator, failures } = identity;
    return {
      catalogue,
      clock,
      observe,
      ...{ clients, usage, authenticator, failures },
      ...{ plans: own.plans, throttle: own.throttle, overload: own.overload },
      reader: this.inside.reading.reads,
      witness: this.inside.audit.reads,
      ...(this.inside.writing !== undefined && { writer: this.inside.writing.path }),
      readiness: this.#readiness(),
      modules: [identity.tokenModule(grantableScopes(catalogue))],
      ...listenerOptions(settings),
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

/** A scope that names nothing grants nothing; it is most likely a typing error, or a resource that has gone. */
function warnOfStrayScopes({ clients }: Identity, catalogue: Catalogue, observe: Observer): void {
  const known = grantableScopes(catalogue);
  for (const client of clients.list().filter(({ kind }) => kind === 'application')) {
    for (const text of checkScopes(client.scopes, known)) {
      observe({ kind: 'warning', topic: 'scopes', text: `client ${client.id}: ${text}` });
    }
  }
}
