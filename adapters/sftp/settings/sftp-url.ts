// Takes a channel's URL apart: sftp://user:password@host:port.
// A fault must never repeat the URL or a part of it: it may hold a secret.

export interface SftpAddress {
  readonly host: string;
  readonly port: number;
  readonly user?: string;
  readonly password?: string;
}

const GRAMMAR = 'sftp://user@host:port or sftp://user:password@host:port';
const ESCAPES = 'write / ? # @ : and % in a user name or password as %2F %3F %23 %40 %3A %25, or give it as an option';
const WHOLE = /^sftp:\/\/([^/?#]*)(.*)$/i;
const HOST = /^(\[[0-9a-f:.]+\]|[^:[\]\s]+)(?::(\d{1,5}))?$/i;
const DEFAULT_PORT = 22;

/** Reads the URL and collects every fault in `faults`; what it returns counts only when there is none. */
export function parseSftpUrl(url: string, faults: string[]): SftpAddress {
  const [, authority, rest] = WHOLE.exec(url.trim()) ?? [];
  if (authority === undefined) {
    faults.push(`url must look like ${GRAMMAR}; ${ESCAPES}`);
    return { host: '', port: DEFAULT_PORT };
  }
  if (rest !== '' && rest !== '/') {
    faults.push('url must end after the host and port: folders stand under folders, options under options');
  }
  const at = authority.lastIndexOf('@');
  const login = at < 0 ? {} : parseLogin(authority.slice(0, at), faults);
  return { ...parseHost(authority.slice(at + 1), faults), ...login };
}

function parseHost(text: string, faults: string[]): { host: string; port: number } {
  const [, host, port] = HOST.exec(text) ?? [];
  if (host === undefined) faults.push(`url must name one host: ${GRAMMAR}; ${ESCAPES}`);
  const number = port === undefined ? DEFAULT_PORT : Number(port);
  if (number < 1 || number > 65_535) faults.push('the port in url must be 1 to 65535');
  return { host: (host ?? '').replace(/^\[|\]$/g, ''), port: number };
}

function parseLogin(text: string, faults: string[]): { user?: string; password?: string } {
  const colon = text.indexOf(':');
  try {
    const user = decodeURIComponent(colon < 0 ? text : text.slice(0, colon));
    const password = colon < 0 ? '' : decodeURIComponent(text.slice(colon + 1));
    return { ...(user === '' ? {} : { user }), ...(password === '' ? {} : { password }) };
  } catch {
    faults.push(`the user name or password in url is not percent-encoded; ${ESCAPES}`);
    return {};
  }
}
