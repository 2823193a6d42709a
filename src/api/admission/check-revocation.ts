// Asks the directory, on every request, whether the client and the credential still stand.
// It must never be skipped for a cached token: this is what makes revoking count at once.
import type { AdmissionServices, Verdict } from './admission-step.js';
import { refuseAuthentication } from './challenge.js';
import type { Visit } from './visit.js';

/** Leaves the principal, with the scopes it holds now, on the context; or refuses with 401. */
export function checkRevocation(visit: Visit, services: AdmissionServices): Verdict {
  const { context, standing } = visit;
  if (standing === undefined) return refuseAuthentication(context, services, 'missing');
  const client = services.clients.find(standing.clientId);
  const principal = services.authenticator.principalOf(standing, client);
  if (principal === undefined) return refuseAuthentication(context, services, 'revoked', standing.clientId);
  context.principal = principal;
  visit.client = client;
  return undefined;
}
