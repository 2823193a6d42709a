// The routes under /admin/v1/clients, and the same under /admin/v1/administrators, declared.
import { z } from 'zod';
import { declareRoute, MERGE_PATCH } from '../routes/admin-route.js';
import { clientId, limit, ofClient, text } from '../routes/words.js';
import {
  administratorChange,
  administratorCreate,
  clientChange,
  clientCreate,
  clientPage,
  issued,
  mayGiveReason,
  shownClient,
} from './client-schemas.js';
import { movedRetirement, ofCredential, wantedCredential, wantedSecret } from './credential-schemas.js';

const narrowed = {
  revoked: z.enum(['true', 'false']).exactOptional().meta({ description: 'Only revoked ones, or only others.' }),
  after: clientId.exactOptional().meta({ description: 'Only ids after this one: next of the page before.' }),
  limit,
};

const stored = ['beyond-authority', 'conflict', 'ledger-unavailable'] as const;
const change = ['not-found', ...stored] as const;

type Tag = 'clients' | 'administrators';

/** What differs between the two kinds. */
interface KindOfClient<Create, Change, Issue, Query> {
  readonly tag: Tag;
  /** In words: `a client`. */
  readonly one: string;
  readonly create: Create;
  readonly change: Change;
  readonly issue: Issue;
  readonly query: Query;
}

function routesOf<Create extends z.ZodType, Change extends z.ZodType, Issue extends z.ZodType, Query extends z.ZodType>(
  kind: KindOfClient<Create, Change, Issue, Query>,
) {
  const { tag, one } = kind;
  const path = `/${tag}`;
  const may = <Right extends 'read' | 'write' | 'rotate' | 'revoke'>(right: Right) => `admin.${tag}.${right}` as const;
  const shown = { tag, parameters: ofClient, answer: shownClient };
  return {
    list: declareRoute({
      ...{ id: `${tag}.list`, scope: may('read'), method: 'GET', path, tag },
      summary: `List ${tag}, with their credentials and when these were last used`,
      ...{ query: kind.query, answer: clientPage },
    }),
    get: declareRoute({
      ...{ id: `${tag}.get`, scope: may('read'), method: 'GET', path: `${path}/{id}`, ...shown },
      summary: `Read ${one}`,
      problems: ['not-found'],
    }),
    create: declareRoute({
      ...{ id: `${tag}.create`, scope: may('write'), method: 'POST', path, tag, status: 201 },
      summary: `Make ${one}, and its first credential`,
      description: 'A secret is shown this once. Nobody hands out more than it holds itself.',
      ...{ body: kind.create, answer: issued, problems: ['unknown-name', ...stored] },
    }),
    change: declareRoute({
      ...{ id: `${tag}.change`, scope: may('write'), method: 'PATCH', path: `${path}/{id}`, takes: MERGE_PATCH },
      summary: `Change ${one}`,
      description: 'What is absent stays, null takes a member away. Counts for tokens already issued within 5 seconds.',
      ...{ ...shown, body: kind.change, problems: ['unknown-name', ...change] },
    }),
    revoke: declareRoute({
      ...{ id: `${tag}.revoke`, scope: may('revoke'), method: 'POST', path: `${path}/{id}/revoke` },
      summary: `Revoke ${one} for good, with all its credentials and tokens`,
      ...{ ...shown, body: mayGiveReason, problems: change },
    }),
    ...credentialRoutesOf(tag, kind.issue),
  };
}

function credentialRoutesOf<Issue extends z.ZodType>(tag: Tag, body: Issue) {
  const path = `/${tag}/{id}/credentials`;
  const shown = { tag, answer: shownClient };
  return {
    issue: declareRoute({
      ...{ id: `${tag}.credentials.issue`, scope: `admin.${tag}.rotate`, method: 'POST', path },
      summary: 'Make a credential; the present one of its kind retires when the overlap ends',
      description: 'At most two of a kind are good at a time: a third is 409, saying which one is to go.',
      ...{ tag, status: 201, parameters: ofClient, body, answer: issued },
      problems: ['unknown-name', ...change],
    }),
    retire: declareRoute({
      ...{ id: `${tag}.credentials.retire`, scope: `admin.${tag}.rotate`, method: 'PATCH', takes: MERGE_PATCH },
      ...{ path: `${path}/{credentialId}`, ...shown, parameters: ofCredential },
      summary: 'Extend, shorten, begin or call off a retirement',
      ...{ body: movedRetirement, problems: change },
    }),
    revokeCredential: declareRoute({
      ...{ id: `${tag}.credentials.revoke`, scope: `admin.${tag}.revoke`, method: 'POST' },
      ...{ path: `${path}/{credentialId}/revoke`, ...shown, parameters: ofCredential },
      summary: 'Revoke a credential at once, with the tokens that were issued for it',
      description: 'Another one that was to retire for it still does, which `endsWithoutSuccessor` then says.',
      ...{ body: mayGiveReason, problems: change },
    }),
  };
}

/** Of applications. */
export const CLIENT_ROUTES = routesOf({
  tag: 'clients',
  one: 'a client',
  create: clientCreate,
  change: clientChange,
  issue: wantedCredential,
  query: z.strictObject({
    ...narrowed,
    system: text(64, 'Only those that speak for this system.').exactOptional(),
  }),
});

/** Of administrators. */
export const ADMINISTRATOR_ROUTES = routesOf({
  tag: 'administrators',
  one: 'an administrator',
  create: administratorCreate,
  change: administratorChange,
  issue: wantedSecret,
  query: z.strictObject(narrowed),
});
