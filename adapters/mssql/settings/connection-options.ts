// The options of a SQL Server source or channel: names, allowed values, defaults. They stand in the URL's query or in the facade's
// `options`; secrets are better kept in the latter, where no percent-encoding is needed.
import { z } from 'zod';

const flag = z
  .union([z.boolean(), z.enum(['true', 'false'], 'must be true or false')])
  .transform((value) => value === true || value === 'true');

const whole = (lowest: number, highest: number, unit: string): z.ZodType<number> =>
  z.coerce
    .number(`must be a whole number of ${unit}`)
    .int(`must be a whole number of ${unit}`)
    .min(lowest, `must be at least ${lowest} ${unit}`)
    .max(highest, `must be at most ${highest} ${unit}`);

const some = (what: string): z.ZodString => z.string(`must be ${what}`).min(1, `must be ${what}`);

/** Every option. The facade's format leaves `options` open, so nothing else says which there are. */
export const connectionOptionsSchema = z.strictObject({
  user: some('a login name').optional(),
  password: z.string('must be text').optional(),
  authentication: z
    .enum(['sql', 'ntlm', 'entra-service-principal'], 'must be sql, ntlm or entra-service-principal')
    .default('sql'),
  domain: some('a Windows domain').optional(),
  tenantId: some('an Entra tenant id').optional(),
  clientId: some('an Entra application id').optional(),
  clientSecret: some('the secret of the Entra application').optional(),
  encrypt: z.union([flag, z.literal('strict')], 'must be true, false or strict').default(true),
  trustServerCertificate: flag.default(false),
  caFile: some('the path of a PEM file').optional(),
  serverName: some('the name in the server certificate').optional(),
  minTlsVersion: z.enum(['1.0', '1.1', '1.2', '1.3'], 'must be 1.0, 1.1, 1.2 or 1.3').default('1.2'),
  applicationIntent: z.enum(['ReadOnly', 'ReadWrite'], 'must be ReadOnly or ReadWrite').default('ReadOnly'),
  // direct: what comes back is read here, at a fraction of the driver's cost; driver: the driver reads everything.
  answers: z.enum(['direct', 'driver'], 'must be direct or driver').default('direct'),
  applicationName: some('a name of at most 128 characters')
    .max(128, 'must have at most 128 characters')
    .default('banyan'),
  multiSubnetFailover: flag.default(false),
  // The bounds of the protocol: MS-TDS 2.2.6.4, PacketSize.
  packetSize: whole(512, 32_767, 'bytes').default(4_096),
  connectTimeoutMs: whole(100, 120_000, 'milliseconds').default(10_000),
  idleTimeoutMs: whole(1_000, 3_600_000, 'milliseconds').default(60_000),
});

/** Checked options with their defaults. */
export type ConnectionOptions = z.output<typeof connectionOptionsSchema>;

/** The options of a channel: the same, but it has no choice of intent, because only a primary takes writes. */
export const channelOptionsSchema = connectionOptionsSchema.omit({ applicationIntent: true, answers: true });
