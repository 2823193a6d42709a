// Options that are right one by one and wrong together. One sentence each, saying what to change.
import type { ConnectionOptions } from './connection-options.js';

interface Target {
  /** Whether the host is an address rather than a name. */
  readonly ip: boolean;
}

interface Rule {
  readonly broken: (options: ConnectionOptions, target: Target) => boolean;
  readonly says: string;
}

const missing = (value: string | undefined): boolean => value === undefined || value === '';
const entra = (options: ConnectionOptions): boolean => options.authentication === 'entra-service-principal';

const RULES: readonly Rule[] = [
  {
    broken: (options) => !entra(options) && (missing(options.user) || missing(options.password)),
    says: 'user and password are required for authentication=sql and authentication=ntlm; add them to url or options',
  },
  {
    broken: (options) => options.authentication === 'ntlm' && missing(options.domain),
    says: 'authentication=ntlm needs domain, the Windows domain of the account',
  },
  {
    broken: (options) => options.authentication !== 'ntlm' && options.domain !== undefined,
    says: 'domain is for Windows accounts only; add authentication=ntlm or remove domain',
  },
  {
    broken: (options) =>
      entra(options) && [options.tenantId, options.clientId, options.clientSecret].some((value) => missing(value)),
    says: 'authentication=entra-service-principal needs tenantId, clientId and clientSecret',
  },
  {
    broken: (options) => entra(options) && (options.user !== undefined || options.password !== undefined),
    says: 'authentication=entra-service-principal takes no user and password; remove them',
  },
  {
    broken: (options) =>
      !entra(options) &&
      [options.tenantId, options.clientId, options.clientSecret].some((value) => value !== undefined),
    says: 'tenantId, clientId and clientSecret belong to authentication=entra-service-principal; add it or remove them',
  },
  {
    broken: (options) => entra(options) && options.encrypt === false,
    says: 'authentication=entra-service-principal sends a token and needs encrypt=true or encrypt=strict',
  },
  {
    broken: (options) => options.trustServerCertificate && options.caFile !== undefined,
    says: 'trustServerCertificate=true makes caFile pointless; remove trustServerCertificate',
  },
  {
    broken: (options) => options.encrypt === 'strict' && options.trustServerCertificate,
    says: 'encrypt=strict always checks the certificate; remove trustServerCertificate and give caFile if the CA is private',
  },
  {
    broken: (options) => options.encrypt === false && (options.trustServerCertificate || options.caFile !== undefined),
    says: 'encrypt=false uses no certificate; remove trustServerCertificate and caFile, or set encrypt=true',
  },
  {
    // TLS inside TDS 7 ends at 1.2: the driver caps it there, because session tickets of 1.3 would break the framing.
    broken: (options) => options.encrypt === true && options.minTlsVersion === '1.3',
    says: 'minTlsVersion=1.3 needs encrypt=strict (TDS 8, SQL Server 2022); with encrypt=true the highest is 1.2',
  },
  {
    broken: (options, { ip }) =>
      ip && options.encrypt !== false && !options.trustServerCertificate && missing(options.serverName),
    says: 'the host is an address, which certificates rarely name; use the host name, or say the certificate name in serverName',
  },
];

/** Every contradiction found. */
export function contradictions(options: ConnectionOptions, target: Target): readonly string[] {
  return RULES.filter((rule) => rule.broken(options, target)).map((rule) => rule.says);
}
