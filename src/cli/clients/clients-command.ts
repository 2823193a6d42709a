// `banyan clients …` and `banyan administrators …`: who may call, and with what, through the administration listener.
// It must never print a secret anywhere but where it was asked for.
import { Command } from 'commander';
import type { ClientView, EndingCredential } from '../../credentials/desk/views.js';
import { asker, queryText, tell } from '../operators/asking.js';
import { changeBody, clientBody, credentialBody, withClient, withCredential, withReason } from './client-options.js';
import type { ClientOptions, CredentialOptions, Kind } from './client-options.js';
import { clientLines, clientTable, endingTable } from './client-text.js';
import { retirement, revoke, rotate } from './credential-commands.js';
import { handOut } from './hand-out.js';
import type { HandOut } from './hand-out.js';

/** Of applications. */
export function clientsCommand(): Command {
  return group('clients', 'make clients for applications, rotate what they prove themselves with, revoke it');
}

/** Of administrators. */
export function administratorsCommand(): Command {
  return group('administrators', 'give colleagues an access of their own to the administration, and take it away');
}

function group(kind: Kind, description: string): Command {
  const command = new Command(kind).description(description);
  const subcommands = [
    list,
    show,
    create,
    change,
    rotate,
    retirement,
    revoke,
    ...(kind === 'clients' ? [expiring] : []),
  ];
  for (const make of subcommands) command.addCommand(make(kind).exitOverride());
  return command;
}

interface ListOptions {
  readonly system?: string;
  readonly revoked?: boolean;
  readonly after?: string;
  readonly limit: string;
  readonly json?: boolean;
}

interface Page {
  readonly data: readonly ClientView[];
  readonly page: { readonly next: string | null };
}

function list(kind: Kind): Command {
  const command = new Command('list')
    .description('list them, with when each was last used')
    .option('--revoked', 'those that were revoked')
    .option('--after <id>', 'only ids after this one, for the next page')
    .option('--limit <number>', 'most of them', '50')
    .option('--json', 'as JSON');
  if (kind === 'clients') command.option('--system <name>', 'only those that speak for this system');
  return command.action(async ({ system, revoked = false, after, limit, json }: ListOptions) => {
    const query = queryText({ limit, revoked: String(revoked), system, after });
    const answer = await asker(`/admin/v1/${kind}`)('GET', query);
    tell(answer, json, ({ data, page }: Page) => {
      return page.next === null ? clientTable(data) : `${clientTable(data)}\n\nMore with --after ${page.next}`;
    });
  });
}

function show(kind: Kind): Command {
  return new Command('show')
    .description('everything about one, and when, from where and by what each credential was last used')
    .argument('<id>')
    .option('--json', 'as JSON')
    .action(async (id: string, { json }: { json?: boolean }) => {
      tell(await asker(`/admin/v1/${kind}`)('GET', `/${encodeURIComponent(id)}`), json, clientLines);
    });
}

function create(kind: Kind): Command {
  const command = new Command('create')
    .description(
      kind === 'clients' ? 'make one; its secret is shown once' : 'make one with a secret, which is shown once',
    )
    .argument('<id>', '1 to 64 of A-Z a-z 0-9 . _ - beginning with a letter or a digit')
    .requiredOption('--name <text>', 'for people')
    .option('--secret-file <path>', 'write the secret to a new file instead of standard output');
  return withReason(withCredential(withClient(command, kind), kind)).action(
    async (id: string, options: ClientOptions & CredentialOptions & HandOut) => {
      const credential = credentialBody(options);
      const first = Object.keys(credential).length === 0 ? {} : { credential };
      const body = { id, scopes: [], ...clientBody(options), ...first };
      await handOut(options, () => asker(`/admin/v1/${kind}`)('POST', '', body));
    },
  );
}

function change(kind: Kind): Command {
  const command = new Command('change')
    .description('change what one may do; lists are given whole')
    .argument('<id>')
    .option('--name <text>', 'for people')
    .option('--clear <member...>', 'take away: contact, networks, credentialDays, system, plan');
  return withReason(withClient(command, kind)).action(
    async (id: string, options: ClientOptions & { readonly json?: boolean }) => {
      const path = `/${encodeURIComponent(id)}`;
      tell(await asker(`/admin/v1/${kind}`)('PATCH', path, changeBody(options, command)), options.json, clientLines);
    },
  );
}

function expiring(): Command {
  return new Command('expiring')
    .description('credentials that are about to end, the first to end first')
    .option('--within <duration>', 'how soon, such as 24h or 30d', '30d')
    .option('--json', 'as JSON')
    .action(async ({ within, json }: { within: string; json?: boolean }) => {
      const answer = await asker('/admin/v1/credentials')('GET', queryText({ expiringWithin: within }));
      tell(answer, json, ({ data }: { data: readonly EndingCredential[] }) => endingTable(data));
    });
}
