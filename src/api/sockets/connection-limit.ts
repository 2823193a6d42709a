// Bounds how many connections one address may keep open, so that nobody takes them all.
// It must never look at a header: it counts before a byte was read, by the address at the other end of the wire.
import type { Server } from 'node:http';
import { BlockList, isIPv4 } from 'node:net';
import type { Socket } from 'node:net';
import { networkOf } from '../../protection/limits/address-network.js';

/** Whose connections are counted, and how many are too many. */
export interface ConnectionLimit {
  readonly perAddress: number;
  /** Addresses and networks that speak for many callers: proxies that are trusted are not counted. */
  readonly except: readonly string[];
  /** Told of every connection that was closed for this. */
  readonly cut: () => void;
}

/** Closes connections beyond the limit as soon as they are accepted. */
export function limitConnections(server: Server, { perAddress, except, cut }: ConnectionLimit): void {
  const open = new Map<string, number>();
  const excepted = listOf(except);
  server.on('connection', (socket: Socket) => {
    const address = socket.remoteAddress ?? '';
    if (excepted.check(address, isIPv4(address) ? 'ipv4' : 'ipv6')) return;
    const network = networkOf(address);
    const others = open.get(network) ?? 0;
    if (others >= perAddress) {
      socket.destroy();
      cut();
      return;
    }
    open.set(network, others + 1);
    socket.once('close', () => leave(open, network));
  });
}

function leave(open: Map<string, number>, network: string): void {
  const left = (open.get(network) ?? 1) - 1;
  if (left === 0) open.delete(network);
  else open.set(network, left);
}

function listOf(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const text of networks) {
    const [address = '', prefix] = text.split('/');
    const family = isIPv4(address) ? 'ipv4' : 'ipv6';
    if (prefix === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(prefix), family);
  }
  return list;
}
