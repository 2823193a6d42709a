// The control port of the SFTP server: misbehave, switch, measure. It only turns knobs; what a knob does is said there.
import type { Route } from '../control/route.js';
import { route } from '../control/route.js';
import type { HostKey } from '../sftp/host-key.js';
import { makeHostKey, readHostKey } from '../sftp/host-key.js';
import { pauseUntil } from '../sftp/pause-until.js';
import type { SftpFaults } from '../sftp/sftp-faults.js';
import {
  faultRequest,
  hostKeyRequest,
  loginsRequest,
  nothing,
  quotaRequest,
  renamesQuery,
  restartRequest,
} from './sftp-requests.js';
import type { SftpServer } from '../sftp/sftp-server.js';
import type { TransferLog } from '../sftp/transfer-log.js';

/** What can be controlled. */
export interface ControlledSftp {
  readonly server: SftpServer;
  readonly faults: SftpFaults;
  readonly log: TransferLog;
  /** The key that is kept. */
  readonly hostKey: HostKey;
  readonly host: string;
}

/** Every route; each answers JSON. */
export function sftpRoutes(parts: ControlledSftp): readonly Route[] {
  return [...faultRoutes(parts), ...switchRoutes(parts), ...measureRoutes(parts)];
}

const standing = ({ faults, server, hostKey }: ControlledSftp) => ({
  faults: faults.list(),
  refuseLogins: faults.refuseLogins,
  quota: faults.quota ?? null,
  hostKey: server.hostKey.pin,
  swapped: server.hostKey !== hostKey,
});

function faultRoutes(parts: ControlledSftp): Route[] {
  return [
    route(['GET', '/faults'], nothing, () => standing(parts)),
    route(['POST', '/faults'], faultRequest, (fault) => {
      const given = Object.entries(fault).filter(([, value]) => value !== undefined);
      parts.faults.add(Object.fromEntries(given));
      return standing(parts);
    }),
    route(['DELETE', '/faults'], nothing, () => {
      parts.faults.clear();
      parts.server.showHostKey(parts.hostKey);
      return standing(parts);
    }),
  ];
}

function switchRoutes(parts: ControlledSftp): Route[] {
  const { server, faults } = parts;
  return [
    route(['POST', '/logins'], loginsRequest, ({ refuse }) => {
      faults.refuseLogins = refuse;
      return standing(parts);
    }),
    route(['POST', '/quota'], quotaRequest, ({ bytes }) => {
      faults.quota = bytes ?? undefined;
      return standing(parts);
    }),
    route(['POST', '/host-key'], hostKeyRequest, ({ swap }) => {
      server.showHostKey(swap ? readHostKey(makeHostKey()) : parts.hostKey);
      return standing(parts);
    }),
    route(['POST', '/cut'], nothing, () => ({ cut: server.cutAll() })),
    route(['POST', '/restart-listener'], restartRequest, async ({ downMs }) => {
      await server.close();
      await pauseUntil(downMs, new AbortController().signal);
      await server.listen(0, parts.host);
      return { port: server.port };
    }),
  ];
}

function measureRoutes({ log }: ControlledSftp): Route[] {
  return [
    route(['GET', '/counters'], nothing, () => log.counters),
    route(['DELETE', '/counters'], nothing, () => {
      log.reset();
      return log.counters;
    }),
    route(['GET', '/renames'], renamesQuery, ({ after }) => ({ renames: log.renames(after) })),
  ];
}
