// Clients as a draft or a patch makes them, and what of it the audit trail tells.
// It must never change who a client is: its id, its kind, its age.
import { isDeepStrictEqual } from 'node:util';
import type { Client, ClientKind } from '../client.js';
import { covers } from '../scopes.js';
import { instant } from '../rotation/rotation.js';
import type { ClientDraft, ClientPatch } from './client-draft.js';
import type { Decided } from './decisions.js';

const LONGEST_TOLD = 1000;

type Described = Omit<ClientPatch, 'credential'>;

/** A new client, without a credential yet. */
export function newClient(draft: ClientDraft, kind: ClientKind, now: number): Client {
  const blank = { id: draft.id, kind, name: draft.name, scopes: [], createdAt: instant(now), credentials: [] };
  const grants = kind === 'administrator' ? { grants: draft.grants ?? [] } : {};
  return patchedClient(blank, { ...draft, ...grants });
}

/** The client with what is to be different; members that are null go. */
export function patchedClient(client: Client, patch: Described): Client {
  const { contact, system, plan, networks, credentialDays } = patch;
  const { contact: c, system: s, plan: p, networks: n, credentialDays: d, ...required } = client;
  const optional = {
    contact: contact === undefined ? c : contact?.trim(),
    system: system === undefined ? s : system,
    plan: plan === undefined ? p : plan,
    networks: networks === undefined ? n : networks,
    credentialDays: credentialDays === undefined ? d : credentialDays,
  };
  return {
    ...required,
    ...(patch.name !== undefined && { name: patch.name.trim() }),
    ...(patch.scopes !== undefined && { scopes: [...new Set(patch.scopes)] }),
    ...(patch.grants !== undefined && { grants: [...new Set(patch.grants)] }),
    ...present(optional),
  };
}

/** Members that are there and not null. */
type Present<Members> = { readonly [Name in keyof Members]?: NonNullable<Members[Name]> };

function present<Members extends object>(members: Members): Present<Members> {
  const kept = Object.entries(members).filter(([, value]) => value !== undefined && value !== null);
  return Object.fromEntries(kept) as Present<Members>;
}

/** The members that differ between two clients of one id. */
export function changedMembers(before: Client, after: Client): readonly (keyof Client)[] {
  const members = [...new Set([...Object.keys(before), ...Object.keys(after)])] as (keyof Client)[];
  return members.filter((member) => !isDeepStrictEqual(before[member], after[member])).sort();
}

/** What the trail tells of a change: which members, and which powers came and went. */
export function tellChange(before: Client, after: Client): Decided['detail'] {
  const gained = powersBeyond(before, after);
  const lost = powersBeyond(after, before);
  return {
    changed: changedMembers(before, after).join(' '),
    ...(gained.length > 0 && { gained: listed(gained) }),
    ...(lost.length > 0 && { lost: listed(lost) }),
  };
}

/** What `client` holds and may hand out that `other` does not: to hand out `*` is to hold nothing of it. */
function powersBeyond(other: Client, client: Client): readonly string[] {
  const held = client.scopes.filter((scope) => !covers(other.scopes, scope));
  const handedOut = (client.grants ?? []).filter((scope) => !covers(other.grants ?? [], scope));
  return [...held, ...handedOut];
}

/** Scopes in one text that is not too long for an entry. */
export function listed(scopes: readonly string[]): string {
  const text = scopes.join(' ');
  return text.length <= LONGEST_TOLD ? text : `${text.slice(0, LONGEST_TOLD)} …`;
}
