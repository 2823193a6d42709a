// What may be said to the SFTP server's control port, as schemas; everything unknown is refused.
import { z } from 'zod';
import { refusals, requestKinds } from '../sftp/sftp-faults.js';

const milliseconds = z.int().min(0).max(600_000);
const count = z.int().min(0).max(1_000_000);

/** POST /faults: one fault; see SftpFault. */
export const faultRequest = z
  .strictObject({
    on: z.enum(requestKinds).optional(),
    match: z.string().optional(),
    after: count.optional(),
    times: count.min(1).optional(),
    delayMs: milliseconds.optional(),
    stall: z.boolean().optional(),
    drop: z.enum(['before', 'after']).optional(),
    deaf: z.boolean().optional(),
    error: z.enum(refusals).optional(),
    storeFewerBytes: count.min(1).optional(),
    overwrite: z.boolean().optional(),
  })
  .refine((fault) => fault.storeFewerBytes === undefined || fault.on === 'write', 'storeFewerBytes needs "on": "write"')
  .refine((fault) => fault.overwrite === undefined || fault.on === 'rename', 'overwrite needs "on": "rename"');

/** POST /logins: whether every login is refused. */
export const loginsRequest = z.strictObject({ refuse: z.boolean() });

/** POST /quota: bytes that may still be written; null: no limit. */
export const quotaRequest = z.strictObject({ bytes: count.nullable() });

/** POST /host-key: whether new connections are shown another key than the one that is kept. */
export const hostKeyRequest = z.strictObject({ swap: z.boolean() });

/** POST /restart-listener: cut every connection and listen again after `downMs`. */
export const restartRequest = z.strictObject({ downMs: milliseconds.default(0) });

/** GET /renames: only entries with a higher id than `after`. */
export const renamesQuery = z.strictObject({ after: z.coerce.number().int().min(0).default(0) });

/** Nothing may be given. */
export const nothing = z.strictObject({});
