// Clients, credentials and signing keys as text for a terminal. It must never show a secret.
import type { ClientView, CredentialView, EndingCredential } from '../../credentials/desk/views.js';
import type { SigningKeyView } from '../../credentials/signing/signing-key-desk.js';
import { printable, textTable } from '../operators/text-table.js';
import { lastUseOf, latestUse } from './known-use.js';

const LIVE = ['active', 'retiring'];

/** One line per client. */
export function clientTable(clients: readonly ClientView[]): string {
  if (clients.length === 0) return 'Nobody.';
  const head = ['ID', 'NAME', 'SYSTEM', 'SCOPES', 'GOOD', 'LAST USED', 'BY'];
  return textTable(head, clients.map(clientRow));
}

function clientRow({ id, name, system = '', scopes, credentials, revokedAt }: ClientView): readonly string[] {
  const good = credentials.filter(({ state }) => LIVE.includes(state)).length;
  const { when, operation } = latestUse(credentials);
  const standing = revokedAt === undefined ? String(good) : 'revoked';
  return [id, name, system, scopes.join(' '), standing, when, operation];
}

/** Everything about one. */
export function clientLines(client: ClientView): string {
  const { id, kind, name, createdAt, revokedAt, credentials } = client;
  const { contact, system, plan, scopes, grants, networks, credentialDays } = client;
  const told: readonly (readonly [string, string | undefined])[] = [
    ['contact', contact],
    ['system', system],
    ['scopes', scopes.join(' ')],
    ['grants', grants?.join(' ')],
    ['plan', plan],
    ['networks', networks?.join(' ')],
    ['expiry', credentialDays === undefined ? undefined : `${credentialDays} days after a credential is made`],
    ['created', createdAt],
    ['revoked', revokedAt],
  ];
  return [
    `${id}  ${kind}  ${printable(name)}`,
    ...told.flatMap(([what, text]) => (text === undefined ? [] : [`  ${what.padEnd(9)} ${printable(text)}`])),
    '',
    credentialTable(credentials),
    ...warningsOf(client),
  ].join('\n');
}

/** What somebody should do something about. */
export function warningsOf({ credentials }: ClientView): readonly string[] {
  const ending = credentials.filter(({ endsWithoutSuccessor }) => endsWithoutSuccessor === true);
  return ending.map(
    ({ id, endsAt = '' }) =>
      `\nWARNING: ${id} ends at ${endsAt}, and nothing takes its place any more. ` +
      'Let it stay (retirement … --cancel), or rotate.',
  );
}

/** One line per credential: which one is still in use, and by whom, shows here. */
export function credentialTable(credentials: readonly CredentialView[]): string {
  if (credentials.length === 0) return 'No credentials.';
  const head = ['CREDENTIAL', 'KIND', 'STATE', 'CREATED', 'ENDS', 'LAST USED', 'FROM', 'BY'];
  return textTable(head, credentials.map(credentialRow));
}

function credentialRow(credential: CredentialView): readonly string[] {
  const { id, kind, state, createdAt, endsAt = '' } = credential;
  const { when, address, operation } = lastUseOf(credential);
  return [id, kind, state, createdAt, endsAt, when, address, operation];
}

/** One line per credential that is about to end. */
export function endingTable(ending: readonly EndingCredential[]): string {
  if (ending.length === 0) return 'Nothing is about to end.';
  const head = ['ENDS', 'WHOSE', 'CONTACT', 'CREDENTIAL', 'STATE', 'LAST USED', 'FROM'];
  return textTable(head, ending.map(endingRow));
}

function endingRow({ clientId, contact = '', credential }: EndingCredential): readonly string[] {
  const { when, address } = lastUseOf(credential);
  return [credential.endsAt, clientId, contact, credential.id, credential.state, when, address];
}

/** One line per signing key. */
export function keyTable(keys: readonly SigningKeyView[]): string {
  const rows = keys.map(({ kid, state, createdAt, signsFrom, verifiesUntil = '' }) => [
    ...[kid, state, createdAt, signsFrom, verifiesUntil],
  ]);
  return textTable(['KEY', 'STATE', 'CREATED', 'SIGNS FROM', 'BELIEVED UNTIL'], rows);
}
