// Checks that the caller's address lies in the networks its client may call from.
// It must never look at a header: the address is the one the listener believes (BANYAN_TRUST_PROXY).
import { allowsAddress } from '../../credentials/networks/network-list.js';
import type { AdmissionServices, Verdict } from './admission-step.js';
import { refuseAuthentication } from './challenge.js';
import type { Visit } from './visit.js';

/** Refuses with 401, like every doubt about who is asking: whoever holds a stolen secret learns nothing from it. */
export function checkNetwork({ request, context, client }: Visit, services: AdmissionServices): Verdict {
  const { principal } = context;
  if (principal === undefined || client === undefined) return refuseAuthentication(context, services, 'missing');
  const { networks } = client;
  if (networks === undefined || allowsAddress(networks, request.ip)) return undefined;
  context.principal = undefined;
  return refuseAuthentication(context, services, 'network', principal.clientId);
}
