// From checked settings to the driver's configuration. Everything that could surprise the ERP is pinned here.
import type { ConnectionConfiguration } from 'tedious';
import type { ConnectionOptions } from './connection-options.js';
import type { ConnectionSettings } from './connection-settings.js';

/**
 * How long the server may take to acknowledge a cancel before its connection is cut. SQL Server looks for one at every
 * network write and every few milliseconds of work; one that is silent for this long is not going to answer, and the
 * lane's slot is held all the while.
 */
export const CANCEL_GRACE_MS = 2_000;

/** What a connection is given besides its settings. */
export interface DriverContext {
  /** Content of the CA file, when one is named. */
  readonly ca: string | undefined;
  readonly statementTimeoutMs: number;
}

/** The driver's configuration. Made anew per connection: the driver keeps and changes it. */
export function driverConfiguration(settings: ConnectionSettings, context: DriverContext): ConnectionConfiguration {
  const { options } = settings;
  return {
    server: settings.host,
    authentication: authentication(options),
    options: {
      ...(settings.instance === undefined ? { port: settings.port } : { instanceName: settings.instance }),
      database: settings.database,
      appName: options.applicationName,
      encrypt: options.encrypt,
      trustServerCertificate: options.trustServerCertificate,
      ...(options.serverName === undefined ? {} : { serverName: options.serverName }),
      cryptoCredentialsDetails: tls(options, context.ca),
      readOnlyIntent: options.applicationIntent === 'ReadOnly',
      multiSubnetFailover: options.multiSubnetFailover,
      packetSize: options.packetSize,
      connectTimeout: options.connectTimeoutMs,
      requestTimeout: context.statementTimeoutMs,
      cancelTimeout: CANCEL_GRACE_MS,
      // Nothing is retried inside a source: the driver would log in three more times on 4060 or 40613.
      maxRetriesOnTransientErrors: 0,
      tdsVersion: '7_4',
      useUTC: true,
      useColumnNames: false,
      rowCollectionOnDone: false,
      rowCollectionOnRequestCompletion: false,
    },
  };
}

function authentication(options: ConnectionOptions): NonNullable<ConnectionConfiguration['authentication']> {
  const { user, password, domain, tenantId, clientId, clientSecret } = options;
  switch (options.authentication) {
    case 'sql':
      return { type: 'default', options: { userName: user, password } };
    case 'ntlm':
      return { type: 'ntlm', options: { userName: user, password, domain } };
    case 'entra-service-principal':
      return { type: 'azure-active-directory-service-principal-secret', options: { tenantId, clientId, clientSecret } };
  }
}

type Tls = NonNullable<NonNullable<ConnectionConfiguration['options']>['cryptoCredentialsDetails']>;

const TLS_VERSIONS = { '1.0': 'TLSv1', '1.1': 'TLSv1.1', '1.2': 'TLSv1.2', '1.3': 'TLSv1.3' } as const;

function tls(options: ConnectionOptions, ca: string | undefined): Tls {
  const old = options.minTlsVersion === '1.0' || options.minTlsVersion === '1.1';
  return {
    minVersion: TLS_VERSIONS[options.minTlsVersion],
    ...(ca === undefined ? {} : { ca }),
    // OpenSSL 3 refuses TLS below 1.2 at its default security level (OpenSSL migration guide, "TLS 1.0 and 1.1").
    ...(old ? { ciphers: 'DEFAULT@SECLEVEL=0' } : {}),
  };
}
