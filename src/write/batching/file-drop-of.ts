// A batch as the channel is asked to publish it or to look for it. The same batch always makes the same file.
import type { FileDrop } from '../../legacy/file-drop.js';
import type { DispatchContext } from '../dispatch/dispatch-context.js';
import type { Batch } from '../drops/batch.js';

/** The file of a batch that may be published now, up to the moment when the channel's next closed time begins. */
export function fileDropOf(
  { clock, closed, nextClosing }: Pick<DispatchContext, 'clock' | 'closed' | 'nextClosing'>,
  channel: string,
  batch: Batch,
  bytes: Uint8Array,
): FileDrop {
  const now = clock.now();
  // Looking for a file writes the done marker it may lack; inside a closed time that has to wait.
  const notAfter = closed(channel, now) === undefined ? nextClosing(channel, now) : now - 1;
  const { fileName, sha256, doneName } = batch;
  return Object.freeze({
    name: fileName,
    temporaryName: temporaryName(fileName),
    bytes,
    sha256,
    ...(doneName !== undefined && { doneName }),
    ...(notAfter !== undefined && { notAfter }),
  });
}

/** Batch jobs pick files up by their endings or their beginnings; this has neither of the final name. */
function temporaryName(fileName: string): string {
  return `.${fileName}.part`;
}
