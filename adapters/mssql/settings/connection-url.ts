// Takes a source URL apart: mssql://user:password@host:port/instance/database?option=value.
// A fault must never repeat the URL or a part of it: it may hold a secret.

/** What stands in the URL, decoded. Parts that are missing are absent. */
export interface UrlParts {
  readonly host: string;
  readonly port?: string;
  readonly instance?: string;
  readonly database?: string;
  readonly user?: string;
  readonly password?: string;
  /** Options in the order written; a name may occur twice, which the reader refuses. */
  readonly options: readonly (readonly [string, string])[];
}

const GRAMMAR = 'mssql://user:password@host:port/database or mssql://user:password@host/instance/database';
const ESCAPES = 'write / ? # @ : and % in a user name or password as %2F %3F %23 %40 %3A %25, or give it as an option';
const WHOLE = /^mssql:\/\/([^/?#]*)((?:\/[^?#]*)?)(?:\?([^#]*))?$/i;
const HOST = /^(\[[0-9a-f:.]+\]|[^:[\]\s]+)(?::(\d{1,5}))?$/i;

/** What could be read, and every fault; what follows from the parts counts only when there is none. */
export interface ParsedUrl {
  readonly parts: UrlParts;
  readonly faults: readonly string[];
}

/** Reads the URL. All faults at once, each a sentence that says what to write instead. */
export function parseConnectionUrl(url: string): ParsedUrl {
  const match = WHOLE.exec(url.trim());
  if (match === null) {
    return { parts: { host: '', options: [] }, faults: [`url must look like ${GRAMMAR}; ${ESCAPES}`] };
  }
  const [, authority = '', path = '', query = ''] = match;
  const faults: string[] = [];
  const at = authority.lastIndexOf('@');
  const login = parseLogin(at < 0 ? undefined : authority.slice(0, at), faults);
  const host = parseHost(authority.slice(at + 1), faults);
  const place = parsePath(path, faults);
  const options = parseOptions(query, faults);
  if (place.instance !== undefined && host.port !== undefined) {
    faults.push('url names both a port and an instance; give the port, or let SQL Browser find the instance');
  }
  return { parts: { ...host, ...place, ...login, options }, faults };
}

function parseLogin(text: string | undefined, faults: string[]): { user?: string; password?: string } {
  if (text === undefined) return {};
  const colon = text.indexOf(':');
  const user = decode(colon < 0 ? text : text.slice(0, colon));
  const password = colon < 0 ? undefined : decode(text.slice(colon + 1));
  if (user === undefined || (colon >= 0 && password === undefined)) {
    faults.push(`the user name or password in url is not percent-encoded; ${ESCAPES}`);
    return {};
  }
  return { ...(user === '' ? {} : { user }), ...(password === undefined ? {} : { password }) };
}

function parseHost(text: string, faults: string[]): { host: string; port?: string } {
  const match = HOST.exec(text);
  const [, host, port] = match ?? [];
  if (host === undefined) {
    faults.push(`url must name one host: ${GRAMMAR}; ${ESCAPES}`);
    return { host: '' };
  }
  if (port !== undefined && (Number(port) < 1 || Number(port) > 65_535))
    faults.push('the port in url must be 1 to 65535');
  return { host: host.replace(/^\[|\]$/g, ''), ...(port === undefined ? {} : { port }) };
}

function parsePath(path: string, faults: string[]): { instance?: string; database?: string } {
  const segments = path.split('/').slice(1).map(decode);
  const known = segments.filter((segment): segment is string => segment !== undefined && segment !== '');
  if (known.length < segments.length && path !== '/') {
    faults.push('the path of url must be /database or /instance/database, percent-encoded');
    return {};
  }
  if (known.length > 2)
    faults.push('the path of url has more than two parts; it must be /database or /instance/database');
  const [first, second] = known;
  if (second !== undefined) return { ...(first === undefined ? {} : { instance: first }), database: second };
  return first === undefined ? {} : { database: first };
}

function parseOptions(query: string, faults: string[]): (readonly [string, string])[] {
  const options: [string, string][] = [];
  for (const part of query === '' ? [] : query.split('&')) {
    const equals = part.indexOf('=');
    const name = decode(equals < 0 ? part : part.slice(0, equals));
    const value = equals < 0 ? '' : decode(part.slice(equals + 1));
    if (name === undefined || value === undefined) {
      faults.push('an option in url is not percent-encoded; write % as %25 and & as %26');
    } else {
      options.push([name, value]);
    }
  }
  return options;
}

/** Percent-decoding; a plus sign stays a plus sign. */
function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
