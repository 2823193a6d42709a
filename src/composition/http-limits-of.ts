// The settings that bound the public listener, as its limits. It must never hold a number of its own.
import type { HttpLimits } from '../api/http/http-limits.js';
import type { Settings } from '../settings/settings.js';

/** Limits of the public listener. */
export function httpLimits(settings: Settings): HttpLimits {
  return {
    urlBytes: settings.BANYAN_MAX_URL_BYTES,
    headerBytes: settings.BANYAN_MAX_HEADER_BYTES,
    headerCount: settings.BANYAN_MAX_HEADER_COUNT,
    bodyBytes: settings.BANYAN_MAX_BODY_BYTES,
    connections: settings.BANYAN_MAX_CONNECTIONS,
    headersTimeoutMs: settings.BANYAN_HEADERS_TIMEOUT,
    requestTimeoutMs: settings.BANYAN_REQUEST_TIMEOUT,
    keepAliveMs: settings.BANYAN_KEEP_ALIVE,
    stallMs: settings.BANYAN_STALL_TIMEOUT,
  };
}
