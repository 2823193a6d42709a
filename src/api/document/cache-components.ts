// The parts of the API document that tell of the cache: header fields of reads, and what a caller may ask of it.
// It must never promise an answer that is younger than its Age says.

const VISIBLE = '^[ -~]*$';

/** Header fields of reads that are there wherever an answer was looked for among the kept ones, by name. */
export const CACHE_HEADERS: Readonly<Record<string, object>> = {
  Age: {
    description:
      'Whole seconds since the ERP was asked for this answer. Absent where the answer is not kept. How old the data ' +
      'itself may be, Banyan-As-Of says.',
    schema: { type: 'integer', format: 'int32', minimum: 0, maximum: 2147483647, examples: [3] },
  },
  'Cache-Status': {
    description:
      'Where the answer comes from (RFC 9211). `banyan; hit; ttl=7`: kept, and fresh for 7 s more; `ttl` below 0: kept ' +
      'and no longer fresh, because it is being asked for again or the ERP cannot be asked. `fwd=…`: the ERP was asked, ' +
      'because nothing was kept (`uri-miss`), what was kept is too old (`stale`), the request wanted it (`request`) or ' +
      'this answer is never kept (`bypass`); `stored`: kept from now on; `collapsed`: asked once for several callers. ' +
      '`fwd=stale` with an Age above max-age: asking failed, and this is the kept answer.',
    schema: { type: 'string', maxLength: 128, pattern: VISIBLE, examples: ['banyan; hit; ttl=7'] },
  },
};

export const CACHE_HEADER_NAMES: readonly string[] = Object.keys(CACHE_HEADERS);

/** What callers with the scope `cache.bypass` may send. */
export const CACHE_REQUEST_HEADERS: Readonly<Record<string, object>> = {
  CacheControl: {
    name: 'Cache-Control',
    in: 'header',
    required: false,
    description:
      'Honoured for callers whose token names the scope `cache.bypass`, and ignored for all others: `no-cache` asks the ' +
      'ERP, `no-store` does and keeps nothing, `max-age=N` takes nothing older than N seconds, `only-if-cached` asks ' +
      'nobody and is answered 504 where nothing is kept.',
    schema: { type: 'string', maxLength: 256, pattern: VISIBLE, examples: ['no-cache'] },
  },
};
