// What a failed connection means and what to change, by the server's error number or the driver's or Node's error code.
// Numbers: Microsoft Learn, "Database Engine events and errors" and, for 4xxxx, "Troubleshoot transient connection errors".
// Codes: the driver's ConnectionError.code, Node's system errors and OpenSSL's certificate verification names.
import type { ConnectionFault } from '../../../src/observability/observation.js';

export interface Advice {
  readonly fault: ConnectionFault;
  readonly advice: string;
}

const login = (advice: string): Advice => ({ fault: 'login-refused', advice });
const unreachable = (advice: string): Advice => ({ fault: 'unreachable', advice });
const configuration = (advice: string): Advice => ({ fault: 'configuration', advice });

const CA = 'put the CA that issued it into caFile';

export const ADVICE: Readonly<Record<string, Advice>> = {
  '18456': login('The server refused the login: check user and password, and that the login exists and is enabled.'),
  '18452': login(
    'The server takes no SQL logins or does not trust the domain: use authentication=ntlm, or enable mixed mode.',
  ),
  '18470': login('The login is disabled: ask for ALTER LOGIN ... ENABLE.'),
  '18486': login('The login is locked out after wrong passwords: unlock it, then check the password here.'),
  '18487': login('The password of the login has expired: set a new one and give it here.'),
  '18488': login(
    'The password of the login must be changed before first use: change it, or create it without MUST_CHANGE.',
  ),
  '4060': login(
    'The database does not exist or the login has no user in it: check the database in url and CREATE USER there.',
  ),
  '4064': login('The default database of the login cannot be opened: name an existing database in url.'),
  '916': login('The login has no user in the database: CREATE USER for it there.'),
  '978': configuration(
    'The database is a readable secondary that takes read-only intent only: remove applicationIntent=ReadWrite.',
  ),
  '976': unreachable(
    'The database is a secondary that does not accept reads: allow read connections on it, or connect to the listener.',
  ),
  '979': unreachable(
    'The replica refuses this kind of connection: allow read-only connections on a secondary of the group.',
  ),
  '983': unreachable(
    'The database is changing its role in the availability group: wait; connections come back by themselves.',
  ),
  '17142': unreachable('The server is paused and takes no new connections: resume it.'),
  '17809': unreachable(
    'The server has reached its limit of connections: free some, or lower concurrency of this source.',
  ),
  '18401': unreachable('The server is upgrading its databases: wait; connections come back by themselves.'),
  '18451': unreachable('The server is starting or stopping for administrators only: wait or end single-user mode.'),
  '40613': unreachable(
    'The database is not available at the moment: wait; if it lasts, look at its state in the portal.',
  ),
  '40197': unreachable('The service is moving the database: wait; connections come back by themselves.'),
  '40501': unreachable('The service is busy: lower concurrency of this source or give the database more resources.'),
  '40615': unreachable('The firewall of the service does not allow this machine: add its address to the rules.'),
  '40914': unreachable('The virtual network rules of the service do not allow this subnet: add it.'),
  '10928': unreachable('The database has no session left for this login: lower concurrency or raise the limit.'),
  '10929': unreachable('The service guarantees no session at the moment: wait, or give the database more resources.'),
  '33155': login('The server did not accept the Entra token: create a user for the application in the database.'),
  ELOGIN: login('The server refused the login without saying why: look at its error log for the state of error 18456.'),
  EFEDAUTH: login(
    'Entra gave no token: check tenantId, clientId and clientSecret, and that the secret has not expired.',
  ),
  EENCRYPT: configuration(
    'Server and client disagree about encryption: set encrypt=true when it demands TLS; when it offers none, enable TLS there.',
  ),
  EINSTLOOKUP: unreachable(
    'SQL Browser does not know the instance: check its name, start SQL Browser and open UDP 1434, or give the port instead.',
  ),
  ETIMEOUT: unreachable(
    'The server did not answer in time: check host, port and firewall; connectTimeoutMs gives it longer.',
  ),
  ECLOSE: unreachable('The connection was closed while it was being made, because this source is closing.'),
  ENOTFOUND: unreachable('The host name is unknown: check host in url and the name server of this machine.'),
  EAI_AGAIN: unreachable('The name server does not answer: check the name server of this machine.'),
  ECONNREFUSED: unreachable(
    'Nothing listens on this port: check host and port, that the server runs, and that TCP/IP is enabled for it.',
  ),
  ECONNRESET: unreachable(
    'The server cut the connection while it was being made: look at its error log; a proxy or an old TLS version does this too.',
  ),
  EHOSTUNREACH: unreachable('No route leads to the host: check the network and its firewall.'),
  ENETUNREACH: unreachable('No route leads to the network of the host: check the network of this machine.'),
  ETIMEDOUT: unreachable('The host does not answer: check host, port and firewall.'),
  DEPTH_ZERO_SELF_SIGNED_CERT: configuration(
    `The certificate of the server is self-signed: put it into caFile, or give the server one from your CA.`,
  ),
  SELF_SIGNED_CERT_IN_CHAIN: configuration(
    `The certificate of the server comes from a CA this machine does not know: ${CA}.`,
  ),
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: configuration(`The CA of the server's certificate is not known here: ${CA}.`),
  UNABLE_TO_GET_ISSUER_CERT: configuration(
    `The chain of the server's certificate is not complete: ${CA}, intermediates included.`,
  ),
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: configuration(`The CA of the server's certificate is not known here: ${CA}.`),
  CERT_HAS_EXPIRED: configuration('The certificate of the server has expired: renew it there.'),
  CERT_NOT_YET_VALID: configuration(
    'The certificate of the server is not valid yet: check the clocks of both machines.',
  ),
  ERR_TLS_CERT_ALTNAME_INVALID: configuration(
    'The certificate of the server is for another name: use that name as host, or say it in serverName.',
  ),
  ERR_SSL_UNSUPPORTED_PROTOCOL: configuration(
    'The server speaks only TLS versions that are too old: update it, or lower minTlsVersion.',
  ),
  ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION: configuration(
    'The server and minTlsVersion have no TLS version in common: update the server, or lower minTlsVersion.',
  ),
  ERR_SSL_WRONG_VERSION_NUMBER: configuration(
    'The server did not answer with TLS: encrypt=strict needs SQL Server 2022; use encrypt=true.',
  ),
};

/** For everything not in the table. */
export const UNKNOWN_ADVICE: Advice = unreachable(
  'The connection failed for a reason that is not in the table of known ones: see the cause in the log.',
);
