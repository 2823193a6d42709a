// What the errors of the file system mean for drops, and how they are told.
// It must never turn a hidden failure into "there is nothing".
import { failureText } from '../../../src/kernel/failure-text.js';
import { ChannelFault } from '../../../src/legacy/drop-channel.port.js';

/** The system's code, such as ENOENT. */
export function codeOf(error: unknown): string | undefined {
  const { code } = (error ?? {}) as { readonly code?: unknown };
  return typeof code === 'string' ? code : undefined;
}

const ADVICE: Readonly<Record<string, string>> = {
  EXDEV: 'inbox and temporary name lie on different file systems',
  EPERM: 'the operation is not permitted; a file system without hard links needs can.renameNoOverwrite: false',
  ENOTSUP: 'the file system has no hard links; it needs can.renameNoOverwrite: false',
  EMLINK: 'the file system allows no second name',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the quota is used up',
  EROFS: 'the file system is mounted read-only',
  ESTALE: 'the mount is stale',
};

/** A sentence for log and evidence. */
export function reasonOf(error: unknown): string {
  const said = failureText(error);
  const advice = ADVICE[codeOf(error) ?? ''];
  return advice === undefined ? said : `${advice} (${said})`;
}

export function faultOf(error: unknown): ChannelFault {
  return error instanceof ChannelFault ? error : new ChannelFault(reasonOf(error), { cause: error });
}
