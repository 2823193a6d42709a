// Drops files at an SFTP server, through ssh2 itself rather than ssh2-sftp-client: publishing needs exclusive creation,
// handles that can be synced, the plain rename with its status, and a deadline on every single answer. The wrapper hides the
// first three, settles its put() on a stream's close without asking what was stored, and leaves some promises open when
// a server falls silent. It must never publish twice: whatever it cannot know it calls unknown.
import type { SourceState } from '../../src/legacy/source.port.js';
import { ChannelFault, DropChannel } from '../../src/legacy/drop-channel.port.js';
import type { FileDrop, PublishOutcome, Sighting } from '../../src/legacy/file-drop.js';
import { proveCapabilities } from './publishing/prove-capabilities.js';
import { Publication } from './publishing/publication.js';
import type { PublishingParts } from './publishing/publishing-parts.js';
import { sightings } from './publishing/sightings.js';
import { reasonOf } from './session/session-faults.js';

export class SftpDropChannel extends DropChannel {
  /** @param warnings dangerous choices that are in force */
  constructor(
    private readonly parts: PublishingParts,
    private readonly warnings: readonly string[],
  ) {
    super();
  }

  publish(drop: FileDrop, signal: AbortSignal): Promise<PublishOutcome> {
    return new Publication(this.parts, drop, signal).run();
  }

  async look(drop: FileDrop, acknowledgementName: string | undefined, signal: AbortSignal): Promise<Sighting> {
    const { pool } = this.parts;
    try {
      return await pool.use(signal, (session) => sightings(session, this.parts, drop, acknowledgementName));
    } catch (error) {
      throw error instanceof ChannelFault ? error : new ChannelFault(reasonOf(error), { cause: error });
    }
  }

  async prove(signal: AbortSignal): Promise<readonly string[]> {
    try {
      return await this.parts.pool.use(signal, (session) => proveCapabilities(session, this.parts));
    } catch (error) {
      return [reasonOf(error)];
    }
  }

  async probe(signal: AbortSignal): Promise<SourceState> {
    try {
      await this.parts.pool.use(signal, (session) => session.home());
      const standingWarning = this.warnings.join('; ');
      return { kind: 'ready', ...(standingWarning === '' ? {} : { standingWarning }) };
    } catch (error) {
      return { kind: 'unavailable', advice: reasonOf(error) };
    }
  }

  close(): Promise<void> {
    return this.parts.pool.close();
  }
}
