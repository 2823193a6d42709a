// What may be said to the control port, as schemas; everything unknown is refused.
// Times are milliseconds unless a name says otherwise.
import { z } from 'zod';
import { jobFaultKinds } from '../batch/job-faults.js';

const longest = 600_000;
const milliseconds = z.int().min(0).max(longest);
const onServer = { server: z.enum(['replica', 'primary']).default('replica') };

const faultError = z.strictObject({
  number: z.int().min(1),
  message: z.string().optional(),
  class: z.int().min(0).max(25).optional(),
  state: z.int().min(0).max(255).optional(),
});

/** POST /faults: one fault for one server. `match` is a part of the text, `pattern` a regular expression; not both. */
export const faultRequest = z
  .strictObject({
    ...onServer,
    on: z.enum(['login', 'request']),
    match: z.string().optional(),
    pattern: z.string().refine(isPattern, 'is not a regular expression').optional(),
    times: z.int().min(1).optional(),
    delayMs: milliseconds.optional(),
    stall: z.boolean().optional(),
    error: faultError.optional(),
    drop: z.enum(['before', 'midway']).optional(),
    ignoreAttention: z.boolean().optional(),
    route: z.strictObject({ host: z.string().min(1), port: z.int().min(1).max(65_535) }).optional(),
  })
  .refine((fault) => fault.match === undefined || fault.pattern === undefined, 'give match or pattern, not both')
  .refine((fault) => fault.route === undefined || fault.on === 'login', 'route needs "on": "login"');

/** Whether a server refuses every login with 18456. */
export const loginsRequest = z.strictObject({ ...onServer, refuse: z.boolean() });

/** Whether a server says READ_ONLY and refuses writes: false on the replica plays a failover. */
export const updateabilityRequest = z.strictObject({ ...onServer, readOnly: z.boolean() });

/** Freezes the watermark where it is, lets it go on, or shows it `behindSeconds` behind now and frozen there. */
export const heartbeatRequest = z.union(
  [
    z.strictObject({ frozen: z.boolean() }),
    z.strictObject({ behindSeconds: z.number().min(-86_400).max(315_360_000) }),
  ],
  'give {"frozen": true}, {"frozen": false} or {"behindSeconds": number}',
);

/** Cuts every connection of a server and listens again after `downMs`. */
export const restartRequest = z.strictObject({ ...onServer, downMs: milliseconds.default(0) });

/** GET /statements: only entries with a higher id than `after`. */
export const statementsQuery = z.strictObject({ after: z.coerce.number().int().min(0).default(0) });

/** POST /job: whether the batch job looks into the inbox. */
export const jobRequest = z.strictObject({ paused: z.boolean() });

/** POST /job/faults: one fault; see JobFault. */
export const jobFaultRequest = z.strictObject({
  fault: z.enum(jobFaultKinds),
  program: z.enum(['AMDIN', 'CUSIN', 'STKIN']).optional(),
  times: z.int().min(1).optional(),
  ms: milliseconds.optional(),
  code: z.string().min(1).max(20).optional(),
  message: z.string().max(200).optional(),
});

/** GET /effects: at most `limit` with a higher id than `after`. */
export const effectsQuery = z.strictObject({
  after: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(10_000).default(1000),
});

/** Nothing may be given. */
export const nothing = z.strictObject({});

function isPattern(text: string): boolean {
  try {
    return new RegExp(text, 'i') instanceof RegExp;
  } catch {
    return false;
  }
}
