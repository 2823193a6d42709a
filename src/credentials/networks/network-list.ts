// The networks a client may call from: IPv4 and IPv6 in CIDR notation, or single addresses. An IPv4 address is the same
// one when it comes mapped into IPv6. It must never let an address through that it cannot read.
import { BlockList, isIP, isIPv4 } from 'node:net';

/** Most networks of one client. */
export const MOST_NETWORKS = 50;

const EXPECTED = 'Expected a network such as 10.1.0.0/16, 2001:db8::/32 or a single address.';
const PREFIX = /^(?:0|[1-9]\d{0,2})$/;
const ZONE = /%.*$/;

interface Network {
  readonly address: string;
  readonly prefix: number;
  readonly family: 'ipv4' | 'ipv6';
}

/** What is wrong with a network as it is written; undefined when nothing is. */
export function networkFault(text: string): string | undefined {
  return readNetwork(text) === undefined ? EXPECTED : undefined;
}

const compiledByList = new WeakMap<readonly string[], BlockList>();

/**
 * Whether a caller from `address` is let in; without networks everybody is. The list is compiled on first sight and
 * remembered by identity, so never change one.
 */
export function allowsAddress(networks: readonly string[] | undefined, address: string): boolean {
  if (networks === undefined) return true;
  const plain = address.replace(ZONE, '');
  const compiled = compiledByList.get(networks) ?? compile(networks);
  return compiled.check(plain, isIPv4(plain) ? 'ipv4' : 'ipv6');
}

function compile(networks: readonly string[]): BlockList {
  const compiled = new BlockList();
  for (const { address, prefix, family } of networks.flatMap((text) => readNetwork(text) ?? [])) {
    compiled.addSubnet(address, prefix, family);
  }
  compiledByList.set(networks, compiled);
  return compiled;
}

function readNetwork(text: string): Network | undefined {
  const [address = '', prefix, ...more] = text.split('/');
  if (more.length > 0 || address.includes('%') || isIP(address) === 0) return undefined;
  const family = isIPv4(address) ? 'ipv4' : 'ipv6';
  const longest = family === 'ipv4' ? 32 : 128;
  if (prefix === undefined) return { address, prefix: longest, family };
  if (!PREFIX.test(prefix) || Number(prefix) > longest) return undefined;
  return { address, prefix: Number(prefix), family };
}
