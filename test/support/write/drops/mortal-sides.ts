// A drop channel as one process holds it: once the process is dead, it asks the server for nothing any more.
import { AcknowledgementFolder, type FoundFile } from '../../../../src/legacy/acknowledgement-folder.port.js';
import { DropChannel, type DropSides } from '../../../../src/legacy/drop-channel.port.js';
import type { FileDrop, PublishOutcome, Sighting } from '../../../../src/legacy/file-drop.js';
import type { SourceState } from '../../../../src/legacy/source.port.js';
import type { Life } from '../mortal-ledger.js';

/** The same sides, for as long as the process lives. */
export function mortalSides({ drops, acknowledgements }: DropSides, life: Life, onLook: () => void): DropSides {
  return {
    drops: new MortalDropChannel(drops, life, onLook),
    acknowledgements: acknowledgements && new MortalFolder(acknowledgements, life),
  };
}

class MortalDropChannel extends DropChannel {
  constructor(
    private readonly shared: DropChannel,
    private readonly life: Life,
    private readonly onLook: () => void,
  ) {
    super();
  }

  publish(drop: FileDrop, signal: AbortSignal): Promise<PublishOutcome> {
    return this.life.live(() => this.shared.publish(drop, signal));
  }

  look(drop: FileDrop, acknowledgementName: string | undefined, signal: AbortSignal): Promise<Sighting> {
    this.onLook();
    return this.life.live(() => this.shared.look(drop, acknowledgementName, signal));
  }

  prove(signal: AbortSignal): Promise<readonly string[]> {
    return this.life.live(() => this.shared.prove(signal));
  }

  probe(signal: AbortSignal): Promise<SourceState> {
    return this.life.live(() => this.shared.probe(signal));
  }

  close(): Promise<void> {
    return this.life.live(() => this.shared.close());
  }
}

class MortalFolder extends AcknowledgementFolder {
  constructor(
    private readonly shared: AcknowledgementFolder,
    private readonly life: Life,
  ) {
    super();
  }

  list(signal: AbortSignal): Promise<readonly FoundFile[]> {
    return this.life.live(() => this.shared.list(signal));
  }

  async *read(file: FoundFile, signal: AbortSignal): AsyncIterable<Uint8Array> {
    await this.life.live(() => Promise.resolve());
    yield* this.shared.read(file, signal);
  }

  putAway(name: string, signal: AbortSignal): Promise<void> {
    return this.life.live(() => this.shared.putAway(name, signal));
  }
}
