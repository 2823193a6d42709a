// How Fastify and Node's HTTP server are set up for the public listener. Every bound comes from the limits.
// It must never switch on anything that guesses: no lenient parsing, no forgiving paths.
import type { ServerOptions } from 'node:http';
import type { FastifyServerOptions } from 'fastify';
import type { HttpLimits } from './http-limits.js';

/** PEM texts of the listener's certificate chain and key. */
export interface TlsFiles {
  readonly cert: string;
  readonly key: string;
}

/** What shapes the listener. */
export interface ListenerOptions {
  readonly limits: HttpLimits;
  /** Addresses and networks whose X-Forwarded-* fields are believed; empty believes nobody. */
  readonly trustProxy: readonly string[];
  readonly tls?: TlsFiles;
}

/** Queries are read by the read path from the raw text; parsing them twice would be time lost and a second opinion. */
const NO_QUERY: Readonly<Record<string, never>> = Object.freeze({});

/** Node looks for callers that are too slow at this interval at most; its own default of 30 s is too coarse. */
const LONGEST_CHECK_INTERVAL_MS = 5000;

/** Options of the Fastify instance. Handlers for errors are added by the caller. */
export function fastifyOptions({ limits, trustProxy, tls }: ListenerOptions) {
  const server = nodeOptions(limits);
  return {
    ...(tls === undefined ? { http: server } : { https: { ...server, ...tls, minVersion: 'TLSv1.2' as const } }),
    logger: false,
    trustProxy: trustProxy.length === 0 ? false : [...trustProxy],
    bodyLimit: limits.bodyBytes,
    connectionTimeout: limits.stallMs,
    keepAliveTimeout: limits.keepAliveMs,
    requestTimeout: limits.requestTimeoutMs,
    // While draining, what still arrives on open connections is served; each answer then closes its connection.
    return503OnClosing: false,
    forceCloseConnections: 'idle',
    exposeHeadRoutes: true,
    requestIdHeader: false,
    routerOptions: {
      caseSensitive: true,
      ignoreTrailingSlash: false,
      ignoreDuplicateSlashes: false,
      maxParamLength: limits.urlBytes,
      querystringParser: () => NO_QUERY,
    },
  } satisfies FastifyServerOptions & { https?: unknown };
}

function nodeOptions(limits: HttpLimits): ServerOptions {
  return {
    // Node counts the request target and the fields together; each has its own limit here.
    maxHeaderSize: limits.headerBytes + limits.urlBytes,
    headersTimeout: limits.headersTimeoutMs,
    requestTimeout: limits.requestTimeoutMs,
    connectionsCheckingInterval: Math.min(LONGEST_CHECK_INTERVAL_MS, Math.ceil(limits.headersTimeoutMs / 2)),
    // Node's refusal has no body; a missing or doubled Host is refused on arrival instead.
    requireHostHeader: false,
    insecureHTTPParser: false,
  };
}
