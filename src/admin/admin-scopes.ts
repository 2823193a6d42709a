// Everything an administrator can be allowed to do, as scopes. A route names one of them; `admin.*` covers all, and
// `admin.clients.*` all of a group. It must never hold a scope that no route asks for.

/** What each scope allows, in words for people. */
export const ADMIN_SCOPES = {
  'admin.commands.read': 'Look at writes: where they stand, their history and evidence, their masked input.',
  'admin.commands.decide': 'Retry, cancel and resolve writes that wait for a person.',
  'admin.commands.erase': 'Erase what was sent about one subject.',
  'admin.batches.read': 'Look at file drops on their way.',
  'admin.batches.resolve': 'Decide about file drops that wait for a person.',
  'admin.reviews.read': 'Look at acknowledgements that could not be believed.',
  'admin.reviews.close': 'Put such an acknowledgement aside.',
  'admin.calendar.read': 'See when the ERP is left alone, and how reads and every channel stand.',
  'admin.calendar.override':
    'Open channels or reads against the calendar for a while, and let the calendar hold again.',
  'admin.protection.read': 'See what protects the ERP, and how it stands: caches, lanes, breakers, plans.',
  'admin.protection.hold': 'Hold a breaker open, so that a source or channel is left alone, and release it.',
  'admin.protection.drop': 'Drop kept answers, so that the sources are asked anew.',
  'admin.clients.read': 'Look at clients, their credentials, and when these were last used.',
  'admin.clients.write': 'Make clients, with their first credential, and change what they may do.',
  'admin.clients.rotate': 'Make credentials for clients that exist, and move the end of those that retire.',
  'admin.clients.revoke': 'Revoke clients and credentials at once.',
  'admin.administrators.read': 'Look at administrators and their credentials.',
  'admin.administrators.write': 'Make administrators and change what they may do.',
  'admin.administrators.rotate': 'Make credentials for administrators that exist.',
  'admin.administrators.revoke': 'Revoke administrators and their credentials at once.',
  'admin.keys.read': 'Look at the keys that sign access tokens.',
  'admin.keys.rotate': 'Put the next signing key to use before its time.',
  'admin.audit.read': 'Search and export the audit trail.',
} as const satisfies Readonly<Record<string, string>>;

/** One of them. */
export type AdminScope = keyof typeof ADMIN_SCOPES;

/** All of them, without patterns. */
export const ADMIN_SCOPE_IDS = Object.keys(ADMIN_SCOPES) as readonly AdminScope[];
