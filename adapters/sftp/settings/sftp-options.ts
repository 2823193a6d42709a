// The options of an SFTP channel: names, allowed values, defaults.
// It must never accept an algorithm that is known to be weak unless the facade names it.
import { z } from 'zod';

/**
 * Algorithms that are not offered unless a channel names them. Each has a known weakness: SHA-1 or MD5, a 1024-bit group,
 * DSA, or CBC (RFC 9142 section 4 for key exchange, RFC 8332 for ssh-rsa, RFC 4253 section 9.3.1 for CBC).
 */
export const OLD_ALGORITHMS = {
  kex: ['diffie-hellman-group-exchange-sha1', 'diffie-hellman-group14-sha1', 'diffie-hellman-group1-sha1'],
  hostKey: ['ssh-rsa', 'ssh-dss'],
  cipher: ['aes256-cbc', 'aes192-cbc', 'aes128-cbc', '3des-cbc'],
  mac: ['hmac-sha1', 'hmac-sha1-96', 'hmac-md5', 'hmac-md5-96'],
} as const;

const flag = z
  .union([z.boolean(), z.enum(['true', 'false'])], 'must be true or false')
  .transform((value) => value === true || value === 'true');

const some = (what: string): z.ZodString => z.string(`must be ${what}`).min(1, `must be ${what}`);

const milliseconds = (lowest: number, highest: number): z.ZodType<number> =>
  z.coerce
    .number('must be a whole number of milliseconds')
    .int('must be a whole number of milliseconds')
    .min(lowest, `must be at least ${lowest} milliseconds`)
    .max(highest, `must be at most ${highest} milliseconds`);

const names = <Name extends string>(allowed: readonly [Name, ...Name[]]) =>
  z
    .array(z.enum(allowed, `must be ${allowed.join(', ')}; everything newer is offered anyway`), 'must be a list')
    .default([]);

/** Every option. The facade's format leaves `options` open, so nothing else says which there are. */
export const sftpOptionsSchema = z.strictObject({
  user: some('a login name').optional(),
  password: some('text').optional(),
  privateKey: some('the text of a private key').optional(),
  privateKeyFile: some('the path of a private key').optional(),
  passphrase: some('the passphrase of the private key').optional(),
  keyboardInteractive: flag.default(false),
  algorithms: z
    .strictObject(
      {
        kex: names(OLD_ALGORITHMS.kex),
        hostKey: names(OLD_ALGORITHMS.hostKey),
        cipher: names(OLD_ALGORITHMS.cipher),
        mac: names(OLD_ALGORITHMS.mac),
      },
      'must have lists under kex, hostKey, cipher and mac only',
    )
    .prefault({}),
  fsync: flag.default(true),
  keepAliveMs: milliseconds(1_000, 600_000).default(15_000),
  idleTimeoutMs: milliseconds(1_000, 3_600_000).default(60_000),
});

/** Checked options with their defaults. */
export type SftpOptions = z.output<typeof sftpOptionsSchema>;

export const SFTP_OPTION_NAMES: readonly string[] = Object.keys(sftpOptionsSchema.shape);
