// The operator's page of every problem code: what causes it, what to check, what to do. A code without an entry does
// not compile. It must never repeat what the caller reads; that is the table of codes.
import type { ProblemCode } from './problem-codes.js';

/** One entry of the runbook, in sentences. */
export interface RunbookEntry {
  readonly cause: string;
  /** In the order to look. */
  readonly check: readonly string[];
  readonly act: string;
}

const CALLER_FAULT = 'Nothing to do at the gateway; point the caller to the entries of `errors` in the answer.';
const FIND =
  'Find the record `request failed` of this `correlationId` in the log; `internal` and `error` say what broke.';
const STATEMENTS = 'Metric `banyan_statements_total` by `end`, and the log records `statement ended` of the source.';
const READINESS = '`/health/ready` on the administration listener: it gives the reason per source.';

export const RUNBOOK: Readonly<Record<ProblemCode, RunbookEntry>> = {
  'invalid-request': {
    cause: 'A parameter, header field or body that the operation does not declare, or a value outside its bounds.',
    check: [
      'Whether one client causes most of them: log member `clientId`.',
      'Whether that client was generated from an older API document.',
    ],
    act: CALLER_FAULT,
  },
  'invalid-cursor': {
    cause:
      'The cursor was changed, cut off, used with other parameters, or signed with a key this gateway does not know.',
    check: ['Whether the signing key of cursors changed lately.', 'Whether several instances run with different keys.'],
    act: 'Give all instances the same key; callers start again without `after`.',
  },
  unauthenticated: {
    cause: 'The token is missing, malformed, expired, revoked, or was signed by a key the gateway does not trust.',
    check: [
      'Metric `banyan_authentication_refusals_total` by `fault`: it tells what the caller is not told.',
      'The clocks of the gateway and of the issuer when the fault is `expired` or `not-yet-valid`.',
    ],
    act: 'Let the caller fetch a new token; many refusals of one client with `signature` or `wrong-secret` deserve a look.',
  },
  'insufficient-scope': {
    cause: 'The client is known, but its scopes do not cover the operation.',
    check: ['The scopes of the client, and whether the token is older than the last change of them.'],
    act: 'Grant the operation id named in `detail`, or decline.',
  },
  'beyond-authority': {
    cause: 'An administrator tried to hand out more than it holds, or to decide about itself.',
    check: [
      'The audit trail: the refused decision is in it, with its administrator and address.',
      'Whether the administrator should hold what `detail` names.',
    ],
    act: 'Let an administrator who holds it decide; many refusals of one administrator deserve a look.',
  },
  'not-found': {
    cause: 'No such route, or no such record for this caller: soft-deleted and filtered rows look the same on purpose.',
    check: [
      'The path and its version prefix.',
      'The row filter of the resource (`rows` in its binding) when the record exists in the ERP.',
      'The age of the replica (`banyan_watermark_lag_seconds`) when the record is new.',
    ],
    act: 'Correct the address, or wait for the replica.',
  },
  'method-not-allowed': {
    cause: 'The path exists, but not with this method.',
    check: ['The header field `Allow` of the answer.'],
    act: CALLER_FAULT,
  },
  'not-acceptable': {
    cause: 'The Accept field of the request excludes JSON.',
    check: ['Proxies between the caller and the gateway that rewrite Accept.'],
    act: CALLER_FAULT,
  },
  'request-timeout': {
    cause: 'The request did not arrive completely in time: a slow or broken connection, or an attempt to hold sockets.',
    check: ['Whether many addresses or one address cause them.', 'The time limits of a proxy in front.'],
    act: 'Raise the limits only for slow but honest networks; otherwise let the proxy shield the gateway.',
  },
  conflict: {
    cause: 'The request contradicts the present state of the entity.',
    check: ['Other writers of the same entity.'],
    act: 'The caller reads again and decides.',
  },
  'precondition-failed': {
    cause:
      'The entity tag in If-Match is not that of the record as it can be read now, the record cannot be read, or the ERP ' +
      'found another version of it when the change was to be applied (then there is a `commandId`).',
    check: [
      'Other writers of the same record.',
      'Whether the source is behind: a caller who reads from it cannot see, and so cannot change, what came after.',
      'Whether the tag was read without query parameters: a selection of fields has another tag.',
    ],
    act: 'The caller reads again and decides.',
  },
  'content-too-large': {
    cause: 'The body of the request is larger than the limit.',
    check: ['The limit named in `detail` against what the operation needs.'],
    act: 'Raise the limit if the request is legitimate.',
  },
  'uri-too-long': {
    cause: 'The request target is longer than the limit, usually a filter with very many values.',
    check: ['The number of repeated parameters.'],
    act: 'The caller splits the question; raise the limit if the request is legitimate.',
  },
  'unsupported-media-type': {
    cause: 'The body has a content type this address does not take.',
    check: ['The field Content-Type of the request.'],
    act: CALLER_FAULT,
  },
  'expectation-failed': {
    cause: 'The request carries an Expect field other than 100-continue.',
    check: ['The HTTP library or proxy that adds it.'],
    act: CALLER_FAULT,
  },
  'value-does-not-fit': {
    cause: 'A value is longer, larger or made of other characters than its parameter at the ERP can hold.',
    check: ['The field named in `errors` against the parameter type in shape.lock.yaml.'],
    act: 'Narrow the field in the facade (maxLength, pattern), so that the document says what the ERP takes.',
  },
  'reference-unusable': {
    cause:
      'A field that the facade lists under `references` names a record that is not there, or not as its `where` demands.',
    check: [
      'The record in the ERP, and whether the row filter of its resource (`rows` in the binding) hides it.',
      'The age of the replica (`banyan_watermark_lag_seconds`) when the record is new, against BANYAN_REFERENCE_FRESHNESS.',
      'Whether the reference is `strict` without need: it then refuses what cannot be seen.',
    ],
    act: 'A matter for the caller, unless the record is right: then correct `where`, or give the replica more time.',
  },
  'unknown-name': {
    cause: 'A client was to be given a scope, plan, system, issuer or key-set host that this gateway does not know.',
    check: [
      'Scopes, plans and systems: the facade that is served.',
      'Issuers and hosts of key sets: the settings of the gateway.',
    ],
    act: 'Correct the name, or make it known in the facade or the settings first.',
  },
  'idempotency-key-reused': {
    cause: 'A client sent one idempotency key with two different requests of the same operation.',
    check: ['Whether one client causes all of them: it may count keys from the start again after a restart.'],
    act: 'The client makes a new random key for each new request and keeps it for the retries of that request alone.',
  },
  'refused-by-erp': {
    cause: 'The ERP took the request and refused it by a business rule.',
    check: ['The member `reason`; the facade defines it.'],
    act: 'A matter for the caller and the business, not for operations.',
  },
  'too-many-requests': {
    cause: 'The client used up the rate of its plan.',
    check: [
      'The plan of the client against its real need.',
      'Whether the client repeats failed requests without waiting.',
    ],
    act: 'Give the client another plan, or let it slow down.',
  },
  'headers-too-large': {
    cause: 'The header section is larger than the limit, or has too many fields; often cookies meant for another site.',
    check: ['Cookies and proxies that add fields.'],
    act: 'Remove what adds the fields; the gateway uses no cookies.',
  },
  'internal-error': {
    cause: 'A fault of the gateway itself.',
    check: [FIND],
    act: 'Report the log record as a defect.',
  },
  'record-unusable': {
    cause: 'A value of the addressed record does not fit its field, and the field says `refuse`.',
    check: [
      'Log records `a value of the ERP breaks the contract`: they name resource, field and reason, never the value.',
      'Metric `banyan_misfits_total`: one record, or a new legacy code that many records carry.',
    ],
    act: 'Repair the record in the ERP, add the legacy code to the binding, or let the field be masked.',
  },
  'source-refused': {
    cause:
      'The ERP refused a statement: a right is missing, a view or column has gone, or the statement was ended there.',
    check: [STATEMENTS, '`banyan check --live`: it compares views, columns and rights with the facade.'],
    act: 'Restore the right or the view with the ERP team, or bring the binding up to date.',
  },
  'answer-too-large': {
    cause: 'The answer grew beyond the limit of bytes or rows.',
    check: ['The page size and the embedded children of the request.', 'The limit against the size of real records.'],
    act: 'Lower the largest page of the operation, or raise the limit with the memory in mind.',
  },
  'source-unavailable': {
    cause:
      'No proven connection to the ERP could be had, or it is left alone: its calls failed, a person holds it, or a killed gateway left statements there.',
    check: [
      READINESS,
      'Metric `banyan_connections_refused_total` by `fault`, and the log record with its `advice`.',
      'Metric `banyan_breaker_state`, the log record `breaker changed` with its reason, and `npx banyan protection`.',
    ],
    act: 'Follow the advice; the gateway asks and connects again by itself. Only what a person holds waits for a person.',
  },
  'ledger-unavailable': {
    cause: 'The ledger in the data folder could not be written: disk full, disk gone, or an I/O error.',
    check: [FIND, 'Free space and health of the disk that holds BANYAN_DATA.'],
    act: 'Make room or repair the disk; writes are accepted again by themselves, and nothing accepted before is lost.',
  },
  'lane-full': {
    cause: 'More statements were wanted at once than the ERP may carry, and the queue in front of it was full or slow.',
    check: [
      'Metrics `banyan_lane_running` and `banyan_lane_queued`.',
      'Metric `banyan_statement_duration_seconds`: slow statements fill a lane sooner than many callers do.',
    ],
    act: 'Find the slow operation or the loud client; raise the limit only with the ERP owner.',
  },
  'source-closed': {
    cause:
      'A window of the calendar with `reads: cached` runs: no statement is sent to the ERP. What was kept is answered, the rest is refused with the time at which the window ends.',
    check: [
      'Does the window say what the owner of the ERP asked for? `npx banyan calendar` shows the windows and which of them run now.',
      'Is the operation one that callers need during the window? A longer `freshness.outage` lets more of its answers be served.',
    ],
    act: 'Wait for the end of the window. Correct the window, or the freshness of the resource, in the facade where it is wrong.',
  },
  overloaded: {
    cause:
      'The gateway itself has more work than it can do in time: its event loop is late, its memory is nearly used up, or requests have waited too long. It refuses a part, least important first.',
    check: [
      '`banyan_load_shed_total` by `reason` and `group`: what ran short, and who was refused?',
      'Is one client behind it? Its plan limits it; `npx banyan protection` shows the plans.',
      'Does the process share its processor with something else?',
    ],
    act: 'Let callers keep to `Retry-After`. Give the gateway more processor or memory, or the noisy client a smaller plan.',
  },
  'not-in-cache': {
    cause: 'The caller sent `Cache-Control: only-if-cached`, and no answer that may still be served was kept.',
    check: [
      'Does the caller want this? Only clients that hold the scope `cache.bypass` have their directives honoured.',
    ],
    act: 'Nothing has to be done: the caller asked for exactly this.',
  },
  'source-timeout': {
    cause: 'A statement ran longer than allowed and was cancelled at the ERP.',
    check: [STATEMENTS, 'Blocking, missing indexes and stale statistics at the ERP for the view named in the log.'],
    act: 'Help the view with an index, take the filter or sort out of the facade, or raise the time limit.',
  },
};
