// Takes a token in compact form apart (RFC 7515, 3.1) without believing any of it.
// It must never be the last look at a token: nothing in here has been verified.

const COMPACT = /^([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]+)\.[A-Za-z0-9_-]+$/;

type Members = Readonly<Record<string, unknown>>;

/** What its header says, or undefined when it is no token. */
export function headerOf(token: string): Members | undefined {
  return decode(COMPACT.exec(token)?.[1]);
}

/** What it claims, or undefined when it is no token. */
export function claimsOf(token: string): Members | undefined {
  return decode(COMPACT.exec(token)?.[2]);
}

function decode(part: string | undefined): Members | undefined {
  if (part === undefined) return undefined;
  try {
    const members: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    return isRecord(members) ? members : undefined;
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
