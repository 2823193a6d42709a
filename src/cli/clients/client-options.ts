// The options of commands about clients, and what they become in a request.
// It must never judge a value: the gateway does, with every fault at once.
import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { CommandFailure, EXIT } from '../terminal.js';

/** Clients of which kind. */
export type Kind = 'clients' | 'administrators';

/** What describes a client. */
export interface ClientOptions {
  readonly name?: string;
  readonly contact?: string;
  readonly scope?: readonly string[];
  readonly grant?: readonly string[];
  readonly system?: string;
  readonly plan?: string;
  readonly network?: readonly string[];
  readonly credentialDays?: string;
  readonly clear?: readonly string[];
  readonly reason?: string;
}

/** What describes a credential. */
export interface CredentialOptions {
  readonly startsAt?: string;
  readonly expiresAt?: string;
  readonly jwk?: string;
  readonly jwksUri?: string;
  readonly issuer?: string;
  readonly subject?: string;
}

const WHY = 'why; it is kept in the audit trail';

/** Adds the options of every change. */
export function withReason(command: Command): Command {
  return command.option('--reason <sentence>', WHY).option('--json', 'as JSON');
}

/** Adds what describes a client. */
export function withClient(command: Command, kind: Kind): Command {
  const both = command
    .option('--contact <text>', 'whom to ask about it')
    .option('--scope <scope...>', kind === 'clients' ? 'such as orders.list or orders.*' : 'such as admin.clients.*')
    .option('--network <network...>', 'networks it may call from, such as 10.1.0.0/16')
    .option('--credential-days <days>', 'how many days its credentials live');
  if (kind === 'administrators') return both.option('--grant <scope...>', 'scopes of applications it may hand out');
  return both
    .option('--system <name>', 'the system it speaks for')
    .option('--plan <name>', 'a plan that the facade names');
}

/** Adds what describes a credential; that of an administrator is a secret and nothing else. */
export function withCredential(command: Command, kind: Kind): Command {
  const both = command
    .option('--starts-at <moment>', 'good from then on, such as 2027-01-31T18:00:00Z')
    .option('--expires-at <moment>', 'good until then');
  if (kind === 'administrators') return both;
  return both
    .option('--jwk <file>', 'a public key instead of a secret: a file with a JSON Web Key')
    .option('--jwks-uri <address>', 'the keys published there instead of a secret')
    .option('--issuer <issuer>', 'tokens of this issuer instead of a secret, with --subject')
    .option('--subject <subject>', 'for whom those tokens are');
}

/** The body that describes a client; members to be cleared are null. */
export function clientBody(options: ClientOptions): object {
  const { name, contact, scope, grant, system, plan, network, credentialDays, clear = [], reason } = options;
  const days = credentialDays === undefined ? undefined : Number(credentialDays);
  const given = { name, contact, scopes: scope, grants: grant, system, plan, networks: network, reason };
  const cleared = Object.fromEntries(clear.map((member) => [member, null]));
  return { ...present({ ...given, credentialDays: days }), ...cleared };
}

/** The body of a change. A reason alone changes nothing: whoever gives no more has forgotten what was to be changed. */
export function changeBody({ reason, ...options }: ClientOptions, command: Command): object {
  const changes = clientBody(options);
  if (Object.keys(changes).length > 0) return { ...changes, ...present({ reason }) };
  const known = command.options.filter(({ long }) => long !== '--reason' && long !== '--json');
  throw new CommandFailure(`Say what to change: ${known.map(({ flags }) => flags).join(', ')}.`, EXIT.usage);
}

/** The members that describe a credential; none for a secret that is good at once. */
export function credentialBody(options: CredentialOptions): object {
  const { startsAt, expiresAt, jwk, jwksUri, issuer, subject } = options;
  return present({ kind: kindOf(options), startsAt, expiresAt, jwk: jwk && readJwk(jwk), jwksUri, issuer, subject });
}

function kindOf({ jwk, jwksUri, issuer, subject }: CredentialOptions): string | undefined {
  if (jwk !== undefined) return 'public-key';
  if (jwksUri !== undefined) return 'key-set';
  return issuer === undefined && subject === undefined ? undefined : 'issuer';
}

/** Somebody may have named the file of a private key, and a parser repeats what it stumbles over: it is not quoted. */
function readJwk(path: string): unknown {
  const text = readText(path);
  try {
    return JSON.parse(text);
  } catch {
    throw new CommandFailure(`--jwk must name a file with a JSON Web Key: what ${path} holds is no JSON.`, EXIT.usage);
  }
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new CommandFailure(`--jwk must name a file with a JSON Web Key: ${why}`, EXIT.usage);
  }
}

/** Without what was not given. */
export function present(members: Readonly<Record<string, unknown>>): object {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}
