// What counts as one address where callers are counted by where they come from.
// It must never be given a header field: only the address that the listener believes.

const MAPPED = '::ffff:';

/** One host commands a whole IPv6 /64, so that is what counts as an address; an IPv4 address is itself, mapped or not. */
export function networkOf(address: string): string {
  const mapped = address.startsWith(MAPPED) ? address.slice(MAPPED.length) : address;
  return mapped.includes(':') ? firstGroups(mapped) : mapped;
}

function firstGroups(address: string): string {
  const [head = '', tail] = address.split('::');
  const groups = head === '' ? [] : head.split(':');
  const behind = tail === undefined || tail === '' ? 0 : tail.split(':').length;
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - groups.length - behind);
  const full = [...groups, ...Array.from({ length: zeros }, () => '0'), ...(tail === undefined ? [] : tail.split(':'))];
  return full.slice(0, 4).join(':');
}
