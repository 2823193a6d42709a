// The settings that shape the public listener, as its options. It must never hold a number of its own.
import { readFileSync } from 'node:fs';
import type { ListenerOptions, TlsFiles } from '../api/http/fastify-options.js';
import type { HttpLimits } from '../api/http/http-limits.js';
import type { Settings } from '../settings/settings.js';

/** Everything about the public listener that is set; reads the files of its certificate. */
export function listenerOptions(settings: Settings): ListenerOptions {
  const tls = tlsFiles(settings);
  return {
    limits: httpLimits(settings),
    trustProxy: settings.BANYAN_TRUST_PROXY,
    ...(tls === undefined ? {} : { tls }),
  };
}

function tlsFiles({ BANYAN_TLS_CERT: cert, BANYAN_TLS_KEY: key }: Settings): TlsFiles | undefined {
  if (cert === undefined || key === undefined) return undefined;
  return { cert: readFileSync(cert, 'utf8'), key: readFileSync(key, 'utf8') };
}

/** Limits of the public listener. */
export function httpLimits(settings: Settings): HttpLimits {
  return {
    urlBytes: settings.BANYAN_MAX_URL_BYTES,
    headerBytes: settings.BANYAN_MAX_HEADER_BYTES,
    headerCount: settings.BANYAN_MAX_HEADER_COUNT,
    bodyBytes: settings.BANYAN_MAX_BODY_BYTES,
    connections: settings.BANYAN_MAX_CONNECTIONS,
    connectionsPerAddress: settings.BANYAN_MAX_CONNECTIONS_PER_ADDRESS,
    headersTimeoutMs: settings.BANYAN_HEADERS_TIMEOUT,
    requestTimeoutMs: settings.BANYAN_REQUEST_TIMEOUT,
    keepAliveMs: settings.BANYAN_KEEP_ALIVE,
    answerMs: settings.BANYAN_ANSWER_TIMEOUT,
    unsentBytes: settings.BANYAN_MAX_UNSENT_BYTES,
    stallMs: settings.BANYAN_STALL_TIMEOUT,
  };
}
