// Every setting of the gateway, once: name, kind, bounds, default and a sentence. Read once at start.
// It must never hold what belongs to a facade (servers, limits of the ERP, plans); those live in its YAML.
import {
  choice,
  choices,
  duration,
  durationOrNever,
  flag,
  hosts,
  integer,
  list,
  optionalAddress,
  optionalPath,
  optionalUrl,
  text,
} from './setting.js';
import type { Setting } from './setting.js';

export const SETTINGS = {
  BANYAN_FACADE: text({
    fallback: 'facades/contoso',
    sentence: 'Folder of the facade definition to serve.',
  }),
  BANYAN_DATA: text({
    fallback: 'data',
    sentence: 'Folder for everything the gateway keeps: clients, keys, the demo database. Made with mode 0700.',
  }),
  BANYAN_DEMO: choice(['auto', 'on', 'off'], {
    fallback: 'auto',
    sentence:
      'Whether to start the demo ERP beside the gateway: auto starts it when the facade asks for ERP_REPLICA_URL and nobody has set it.',
  }),
  BANYAN_HOST: text({ fallback: '127.0.0.1', sentence: 'Address the public listener binds to.' }),
  BANYAN_PORT: integer(0, 65_535, { fallback: '3000', sentence: 'Port of the public listener; 0 takes a free one.' }),
  BANYAN_ADMIN_HOST: text({
    fallback: '127.0.0.1',
    sentence: 'Address of the administration listener (metrics, detailed readiness). Keep it off public networks.',
  }),
  BANYAN_ADMIN_PORT: integer(0, 65_535, {
    fallback: '3001',
    sentence: 'Port of the administration listener; 0 takes a free one.',
  }),
  BANYAN_PUBLIC_URL: optionalUrl({
    sentence: 'Address callers use to reach the gateway; issuer of its tokens. Default: built from host and port.',
  }),
  BANYAN_TLS_CERT: optionalPath({
    sentence: 'PEM file of the certificate chain; the public listener then speaks HTTPS.',
  }),
  BANYAN_TLS_KEY: optionalPath({ sentence: 'PEM file of the private key of BANYAN_TLS_CERT.' }),
  BANYAN_TRUST_PROXY: list({
    fallback: '',
    sentence: 'Addresses or networks of proxies whose X-Forwarded-* fields are believed. Empty believes nobody.',
  }),
  BANYAN_TOKEN_AUDIENCE: text({
    fallback: 'banyan',
    sentence: 'Audience the gateway puts into its tokens and demands.',
  }),
  BANYAN_TOKEN_LIFETIME: duration('5m', '15m', { fallback: '10m', sentence: 'How long an access token is good for.' }),
  BANYAN_SIGNING_KEY_ROTATION: durationOrNever('1d', '3650d', {
    fallback: '90d',
    sentence: 'How long one key signs access tokens before the next one does; never changes keys by hand only.',
  }),
  BANYAN_TOKEN_METHODS: choices(['client_secret_basic', 'client_secret_post', 'private_key_jwt'], {
    fallback: 'client_secret_basic,client_secret_post,private_key_jwt',
    sentence: 'Ways a client may prove itself at the token endpoint.',
  }),
  BANYAN_API_KEYS: flag({
    fallback: 'on',
    sentence: 'Whether a client secret is accepted as a plain Bearer, for the simplest callers.',
  }),
  BANYAN_JWKS_HOSTS: hosts({
    fallback: '',
    sentence:
      'Hosts whose key sets clients may prove themselves with, each with its port unless that is the usual one. Empty: none.',
  }),
  BANYAN_JWKS_OUTAGE: duration('10m', '24h', {
    fallback: '1h',
    sentence: 'How long the last good keys of a key set count when it cannot be fetched.',
  }),
  BANYAN_ISSUERS_FILE: optionalPath({
    sentence: 'JSON file of the external issuers whose access tokens are taken. Default: none are.',
  }),
  BANYAN_ADMINISTRATOR_SECRET_FILE: optionalPath({
    sentence:
      'File with the secret of an administrator. The command line acts as the one whose it is; and where there is no administrator yet, a gateway that starts makes the first one with it. Default: that one’s file in the data folder, which is made at the first start.',
  }),
  BANYAN_ROTATION_OVERLAP_MAX: duration('1h', '90d', {
    fallback: '30d',
    sentence: 'How long an old credential may at most stay good beside the one that takes its place.',
  }),
  BANYAN_MAX_URL_BYTES: integer(256, 65_536, {
    fallback: '8192',
    sentence: 'Longest request address in bytes; longer ones get 414.',
  }),
  BANYAN_MAX_HEADER_BYTES: integer(2048, 262_144, {
    fallback: '16384',
    sentence: 'Most bytes of all request header fields together; more get 431.',
  }),
  BANYAN_MAX_HEADER_COUNT: integer(10, 2000, {
    fallback: '100',
    sentence: 'Most header fields of a request; more get 431.',
  }),
  BANYAN_CACHE_BYTES: integer(0, 68_719_476_736, {
    fallback: '134217728',
    sentence: 'Most bytes that kept answers may take, all together; 0 keeps none.',
  }),
  BANYAN_MAX_BODY_BYTES: integer(1024, 67_108_864, {
    fallback: '262144',
    sentence: 'Largest request body in bytes; larger ones get 413.',
  }),
  BANYAN_MAX_CONNECTIONS: integer(1, 100_000, {
    fallback: '4000',
    sentence: 'Most sockets open at the public listener; further ones are closed at once.',
  }),
  BANYAN_MAX_CONNECTIONS_PER_ADDRESS: integer(1, 100_000, {
    fallback: '2500',
    sentence:
      'Most sockets of one address at the public listener, so that nobody takes them all; trusted proxies are not counted.',
  }),
  BANYAN_HEADERS_TIMEOUT: duration('1s', '2m', {
    fallback: '10s',
    sentence: 'Longest a caller may take to send the header fields of a request.',
  }),
  BANYAN_REQUEST_TIMEOUT: duration('1s', '5m', {
    fallback: '30s',
    sentence: 'Longest a caller may take to send a whole request.',
  }),
  BANYAN_KEEP_ALIVE: duration('1s', '10m', {
    fallback: '72s',
    sentence:
      'How long an idle connection is kept for its next request; longer than the idle time-out of a proxy in front.',
  }),
  BANYAN_ANSWER_TIMEOUT: duration('1s', '1h', {
    fallback: '5m',
    sentence: 'Longest a caller may take to take an answer; a slower one is cut off.',
  }),
  BANYAN_MAX_UNSENT_BYTES: integer(65_536, 68_719_476_736, {
    fallback: '268435456',
    sentence: 'Most bytes of answers that wait for their callers, all together; beyond it the slowest are cut off.',
  }),
  BANYAN_TOKEN_RATE: integer(1, 1_000_000, {
    fallback: '1200',
    sentence: 'Most requests a minute from one address at the token endpoint; more get 429.',
  }),
  BANYAN_DOCUMENT_RATE: integer(1, 1_000_000, {
    fallback: '1200',
    sentence: 'Most requests a minute from one address for API documents and published keys; more get 429.',
  }),
  BANYAN_ADMIN_RATE: integer(1, 1_000_000, {
    fallback: '3000',
    sentence: 'Most requests a minute from one address to the administration API; more get 429.',
  }),
  BANYAN_OVERLOAD_DELAY: durationOrNever('20ms', '10s', {
    fallback: '200ms',
    sentence:
      'By how much the event loop may come late, on average over a second, before a part of the requests is refused; never refuses none for this.',
  }),
  BANYAN_MEMORY_LIMIT: integer(0, 1_099_511_627_776, {
    fallback: '0',
    sentence: 'Bytes of memory the process may have before requests are refused; 0 takes what its container allows.',
  }),
  BANYAN_STALL_TIMEOUT: duration('1s', '10m', {
    fallback: '60s',
    sentence: 'Longest silence in the middle of a request or answer before the connection is closed.',
  }),
  BANYAN_MAX_ANSWER_ROWS: integer(1, 1_000_000, {
    fallback: '50000',
    sentence: 'Most legacy rows one answer may be made of, children included.',
  }),
  BANYAN_MAX_ANSWER_BYTES: integer(1024, 1_073_741_824, {
    fallback: '33554432',
    sentence: 'Largest answer in bytes.',
  }),
  BANYAN_CLAIM_LEASE: duration('300ms', '10m', {
    fallback: '30s',
    sentence:
      'How long a write that was taken up for delivery, and of which nothing was sent, stays with a gateway that says nothing more; then it is taken up again.',
  }),
  BANYAN_CHANNEL_GRACE: duration('100ms', '10m', {
    fallback: '45s',
    sentence:
      'How long the ERP may need to notice a dead connection. A call whose end was not seen counts as over this long after its time limit; until then nothing is sent again.',
  }),
  BANYAN_VERIFY_GIVE_UP: duration('1s', '24h', {
    fallback: '15m',
    sentence: 'How long the ERP is asked what became of a call before a person is asked instead.',
  }),
  BANYAN_REFERENCE_TIMEOUT: duration('50ms', '10s', {
    fallback: '1s',
    sentence: 'Longest a write waits for the look at the records it refers to.',
  }),
  BANYAN_REFERENCE_FRESHNESS: duration('1s', '24h', {
    fallback: '60s',
    sentence:
      'A record that a source does not show refuses a write only when the source is not older than this; else it may just not be visible yet.',
  }),
  BANYAN_PAYLOAD_RETENTION: durationOrNever('1h', '3650d', {
    fallback: '90d',
    sentence: 'How long what was sent with a write is kept after the write has settled; ids and outcome stay for good.',
  }),
  BANYAN_IDEMPOTENCY_RETENTION: duration('7d', '3650d', {
    fallback: '30d',
    sentence: 'How long after a write has settled its idempotency key still leads to it.',
  }),
  BANYAN_AUDIT_HEADS: optionalPath({
    sentence:
      'File the signed heads of the audit trail are appended to; best on another disk than the data folder. Default: audit-heads.ndjson in the data folder.',
  }),
  BANYAN_AUDIT_RETENTION: durationOrNever('30d', '3650d', {
    fallback: 'never',
    sentence:
      'How old entries of the audit trail have to be before they are let go; a signed checkpoint stays in their place.',
  }),
  BANYAN_DRAIN_TIMEOUT: duration('1s', '5m', {
    fallback: '25s',
    sentence: 'How long running requests may take to finish after a stop signal.',
  }),
  BANYAN_ALARM_URL: optionalAddress({
    sentence: 'Address that is called with JSON when a person is needed. Default: nobody is called.',
  }),
  BANYAN_ALARM_SECRET_FILE: optionalPath({
    sentence: 'File with the value of the Authorization field for BANYAN_ALARM_URL, such as Bearer and a token.',
  }),
  BANYAN_LOG_LEVEL: choice(['debug', 'info', 'warn', 'error', 'silent'], {
    fallback: 'info',
    sentence: 'Least important log line that is written.',
  }),
  BANYAN_LOG_FILE: optionalPath({ sentence: 'File the log is appended to. Default: standard output.' }),
} as const satisfies Record<`BANYAN_${string}`, Setting<unknown>>;

type Value<Of> = Of extends Setting<infer Result> ? Result : never;

/** All settings with their values; durations are milliseconds. */
export type Settings = { readonly [Name in keyof typeof SETTINGS]: Value<(typeof SETTINGS)[Name]> };

/** The name of a setting. */
export type SettingName = keyof Settings;
