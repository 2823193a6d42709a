// Reads the trace id of a W3C traceparent header (https://www.w3.org/TR/trace-context/#traceparent-header).
// It must never fail a request: a header that cannot be read is as good as none.

const VERSION_0 = /^00-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}$/;
/** Later versions may append fields behind a dash; version ff is forbidden. */
const LATER = /^(?!ff|00)[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}(?:-.{0,400})?$/;
const ALL_ZERO = /^0+$/;

/** The 32 hex digits, or undefined. Ids of only zeros are invalid by the standard. */
export function readTraceId(header: string | string[] | undefined): string | undefined {
  if (typeof header !== 'string') return undefined;
  const [, traceId = '', parentId = ''] = VERSION_0.exec(header) ?? LATER.exec(header) ?? [];
  return traceId === '' || ALL_ZERO.test(traceId) || ALL_ZERO.test(parentId) ? undefined : traceId;
}
