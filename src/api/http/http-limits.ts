// The limits of the public listener, as values. It must never have defaults of its own; settings have them.

/** Bounds of what a caller may send and how long it may take. */
export interface HttpLimits {
  /** Longest request target in bytes; longer ones are answered 414. */
  readonly urlBytes: number;
  /** Most bytes of all header fields, names and values together; more are answered 431. */
  readonly headerBytes: number;
  /** Most header fields; more are answered 431. */
  readonly headerCount: number;
  /** Largest request body in bytes; larger ones are answered 413. */
  readonly bodyBytes: number;
  /** Most open sockets; further ones are closed at once. */
  readonly connections: number;
  /** Most of them from one address; trusted proxies are not counted. */
  readonly connectionsPerAddress: number;
  /** Longest time for the header section to arrive, in milliseconds; answered 408. */
  readonly headersTimeoutMs: number;
  /** Longest time for the whole request to arrive, in milliseconds; answered 408. */
  readonly requestTimeoutMs: number;
  /** How long a kept-alive socket may wait for its next request, in milliseconds. */
  readonly keepAliveMs: number;
  /** Longest time for an answer to be taken by its caller, in milliseconds; a slower one is cut off. */
  readonly answerMs: number;
  /** Most bytes of answers that wait for their callers, all together; beyond it those who are slowest are cut off. */
  readonly unsentBytes: number;
  /** Longest silence on a socket in the middle of an exchange, in milliseconds; a reader this slow is cut off. */
  readonly stallMs: number;
}
