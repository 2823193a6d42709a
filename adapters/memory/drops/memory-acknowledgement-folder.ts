// The folder of acknowledgements on the memory server.
import { AcknowledgementFolder, type FoundFile } from '../../../src/legacy/acknowledgement-folder.port.js';
import { ChannelFault } from '../../../src/legacy/drop-channel.port.js';
import { isPlainName } from '../../../src/legacy/plain-name.js';
import type { MemoryDropPlace } from './memory-drop-place.js';
import type { MemorySessions } from './memory-sessions.js';

const PIECE_BYTES = 4_096;

export class MemoryAcknowledgementFolder extends AcknowledgementFolder {
  constructor(
    private readonly place: MemoryDropPlace,
    private readonly sessions: MemorySessions,
  ) {
    super();
  }

  list(signal: AbortSignal): Promise<readonly FoundFile[]> {
    return this.sessions.use(signal, () => {
      this.#refuseUnreadable();
      const files = [...this.place.acknowledgements];
      return files
        .filter(([name]) => isPlainName(name))
        .map(([name, { bytes, modifiedAt }]) => ({ name, size: bytes.length, modifiedAt }));
    });
  }

  async *read(file: FoundFile, signal: AbortSignal): AsyncIterable<Uint8Array> {
    const bytes = await this.sessions.use(signal, () => {
      this.#refuseUnreadable();
      const found = this.place.acknowledgements.get(file.name);
      if (found === undefined) throw new ChannelFault(`there is no file ${file.name}`);
      return found.bytes;
    });
    for (let at = 0; at < Math.min(bytes.length, file.size); at += PIECE_BYTES) {
      this.sessions.check(signal);
      yield bytes.slice(at, Math.min(at + PIECE_BYTES, file.size));
    }
    if (bytes.length !== file.size) {
      throw new ChannelFault(`${file.name} has ${bytes.length} bytes, and ${file.size} were listed`);
    }
  }

  putAway(name: string, signal: AbortSignal): Promise<void> {
    return this.sessions.use(signal, () => {
      const file = this.place.acknowledgements.get(name);
      if (file === undefined) throw new ChannelFault(`there is no file ${name}`);
      let free = name;
      for (let number = 2; this.place.read.has(free); number += 1) free = `${name}.${number}`;
      this.place.read.set(free, file);
      this.place.acknowledgements.delete(name);
    });
  }

  #refuseUnreadable(): void {
    if (this.place.isUnreadable('acknowledgements')) throw new ChannelFault('the folder cannot be read');
  }
}
