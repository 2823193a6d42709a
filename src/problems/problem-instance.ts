// The `instance` of a problem: the path that was asked for. It must never hold a query, which can hold what people look for.

const LONGEST = 512;

/**
 * The path of a request target as Node has it, where each character is one byte as it was sent; what is no visible ASCII
 * is percent-encoded.
 */
export function instanceOf(target: string): string {
  const [path = ''] = target.split(/[?#]/, 1);
  return path
    .slice(0, LONGEST)
    .replace(/[^!-~]/g, (byte) => `%${byte.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`);
}
