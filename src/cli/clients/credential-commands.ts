// What is done about credentials from a terminal: rotate, move the end of a retirement, revoke.
// It must never revoke more than was named.
import { Command } from 'commander';
import { systemClock } from '../../kernel/clock.js';
import { durationMs } from '../../kernel/duration.js';
import { asker, tell } from '../operators/asking.js';
import { CommandFailure, EXIT } from '../terminal.js';
import { credentialBody, present, withCredential, withReason } from './client-options.js';
import type { CredentialOptions, Kind } from './client-options.js';
import { clientLines } from './client-text.js';
import { handOut } from './hand-out.js';
import type { HandOut } from './hand-out.js';

interface RotateOptions extends CredentialOptions, HandOut {
  readonly overlap: string;
  readonly fromFirstUse?: boolean;
  readonly reason?: string;
}

/** A new credential now, the old one good until the overlap ends. */
export function rotate(kind: Kind): Command {
  const command = new Command('rotate')
    .description('make a new credential; the old one stays good until the overlap ends')
    .argument('<id>')
    .option('--overlap <duration>', 'how long the old one stays good, such as 0s, 1h, 24h or 7d', '24h')
    .option('--from-first-use', 'count the overlap from the first use of the new one')
    .option('--secret-file <path>', 'write the secret to a new file instead of standard output');
  return withReason(withCredential(command, kind)).action(async (id: string, options: RotateOptions) => {
    const { overlap, fromFirstUse, reason } = options;
    const overlapFrom = fromFirstUse === true ? 'first-use' : undefined;
    const body = { ...credentialBody(options), ...present({ overlap, overlapFrom, reason }) };
    const path = `/${encodeURIComponent(id)}/credentials`;
    await handOut(options, () => asker(`/admin/v1/${kind}`)('POST', path, body));
  });
}

interface RetirementOptions {
  readonly until?: string;
  readonly cancel?: boolean;
  readonly reason?: string;
  readonly json?: boolean;
}

/** Extends, shortens, begins or calls off. */
export function retirement(kind: Kind): Command {
  const command = new Command('retirement')
    .description('extend, shorten or begin a retirement, or call it off')
    .argument('<id>')
    .argument('<credential>')
    .option('--until <when>', 'how long from now, such as 48h, or a moment, such as 2027-01-31T18:00:00Z')
    .option('--cancel', 'let the credential stay');
  return withReason(command).action(async (id: string, credential: string, options: RetirementOptions) => {
    const { reason, json } = options;
    const body = { until: untilOf(options), ...present({ reason }) };
    tell(await asker(credentialPath(kind, id, credential))('PATCH', '', body), json, clientLines);
  });
}

interface RevokeOptions {
  readonly credential?: string;
  readonly reason?: string;
  readonly json?: boolean;
}

/** One credential, or a client for good. */
export function revoke(kind: Kind): Command {
  const command = new Command('revoke')
    .description('revoke at once: one credential, or without --credential the whole client, for good')
    .argument('<id>')
    .option('--credential <id>', 'only this credential');
  return withReason(command).action(async (id: string, { credential, reason, json }: RevokeOptions) => {
    const path = credential === undefined ? clientPath(kind, id) : credentialPath(kind, id, credential);
    tell(await asker(path)('POST', '/revoke', present({ reason })), json, clientLines);
  });
}

function clientPath(kind: Kind, id: string): string {
  return `/admin/v1/${kind}/${encodeURIComponent(id)}`;
}

function credentialPath(kind: Kind, id: string, credential: string): string {
  return `${clientPath(kind, id)}/credentials/${encodeURIComponent(credential)}`;
}

const FROM_NOW = /^\d{1,7}[smhd]$/;

function untilOf({ until, cancel = false }: RetirementOptions): string | null {
  if ((until === undefined) !== cancel) throw new CommandFailure('Say either --until <when> or --cancel.', EXIT.usage);
  if (until === undefined) return null;
  const ms = FROM_NOW.test(until) ? durationMs(until) : undefined;
  return ms === undefined ? until : new Date(systemClock.now() + ms).toISOString();
}
