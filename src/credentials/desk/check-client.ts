// What can be wrong with a client that somebody asks for, besides its credential.
// It must never stop at the first fault.
import { checkScopes } from '../check-scopes.js';
import type { ClientKind } from '../client.js';
import { MOST_NETWORKS, networkFault } from '../networks/network-list.js';
import type { ClientPatch } from './client-draft.js';
import type { DeskTerms } from './desk-parts.js';
import { unknownNameFault } from './known-name.js';
import type { RequestFaults } from './request-faults.js';

/** Who decided, in histories and the audit trail, where nobody did. */
const OWN_NAME = 'gateway';
/** Ids stand in addresses of files and of HTTP, where `.` and `..` go elsewhere, and on command lines. */
const ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;
/** What people read in terminals must not be able to steer them. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/u;
/** Longest name and contact, most scopes of a client, and longest life of its credentials. */
export const LONGEST_TEXT = 200;
export const MOST_SCOPES = 500;
export const LONGEST_LIFE_DAYS = 3650;

/** What is wrong with the id of a new client; undefined when nothing is. */
export function idFault(id: string): string | undefined {
  if (id.toLowerCase() === OWN_NAME)
    return 'The name gateway stands for what is decided by itself; choose another one.';
  return ID.test(id)
    ? undefined
    : 'Expected 1 to 64 characters of A-Z a-z 0-9 . _ - beginning with a letter or a digit.';
}

/** Adds every fault of the members that are given. */
export function checkClient(given: ClientPatch, kind: ClientKind, terms: DeskTerms, faults: RequestFaults): void {
  checkTexts(given, faults);
  checkPowers(given, kind, terms, faults);
  checkNames(given, kind, terms, faults);
  checkNetworks(given.networks ?? [], faults);
  const { credentialDays: days = null } = given;
  if (days === null || (Number.isInteger(days) && days >= 1 && days <= LONGEST_LIFE_DAYS)) return;
  faults.malformed('/credentialDays', `Expected a whole number of days from 1 to ${LONGEST_LIFE_DAYS}.`);
}

/** What is wrong with a text for people; undefined when nothing is. */
export function textFault(text: string): string | undefined {
  const isSound = text.trim() !== '' && text.length <= LONGEST_TEXT && !UNSEEN.test(text);
  return isSound ? undefined : `Expected 1 to ${LONGEST_TEXT} characters, none of them invisible.`;
}

function checkTexts({ name, contact }: ClientPatch, faults: RequestFaults): void {
  if (name !== undefined) faults.malformed('/name', textFault(name));
  if (typeof contact === 'string') faults.malformed('/contact', textFault(contact));
}

function checkPowers({ scopes, grants }: ClientPatch, kind: ClientKind, terms: DeskTerms, faults: RequestFaults): void {
  const { operations, adminScopes } = terms;
  const isApplication = kind === 'application';
  checkScopeList('/scopes', scopes ?? [], isApplication ? operations : adminScopes, faults);
  if (!isApplication) checkScopeList('/grants', grants ?? [], operations, faults);
  else if (grants !== undefined) faults.malformed('/grants', 'Only administrators have grants.');
  if (!isApplication && scopes?.includes('*') === true) {
    faults.unknown('/scopes', 'An administrator holds scopes that begin with admin. Write admin.* for all of them.');
  }
}

function checkScopeList(
  pointer: string,
  scopes: readonly string[],
  operations: readonly string[],
  faults: RequestFaults,
): void {
  if (scopes.length > MOST_SCOPES) faults.malformed(pointer, `Expected at most ${MOST_SCOPES} scopes.`);
  else scopes.forEach((scope, index) => faults.unknown(`${pointer}/${index}`, checkScopes([scope], operations)[0]));
}

function checkNames({ system, plan }: ClientPatch, kind: ClientKind, terms: DeskTerms, faults: RequestFaults): void {
  const named = [
    { what: 'system', name: system, known: terms.systems },
    { what: 'plan', name: plan, known: terms.plans },
  ];
  for (const { what, name, known } of named) {
    if (typeof name !== 'string') continue;
    if (kind === 'administrator') faults.malformed(`/${what}`, `An administrator has no ${what}.`);
    else faults.unknown(`/${what}`, unknownNameFault(what, name, known));
  }
}

function checkNetworks(networks: readonly string[], faults: RequestFaults): void {
  if (networks.length > MOST_NETWORKS) faults.malformed('/networks', `Expected at most ${MOST_NETWORKS} networks.`);
  else networks.forEach((network, index) => faults.malformed(`/networks/${index}`, networkFault(network)));
}
