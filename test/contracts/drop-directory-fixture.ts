// A fixture of the contract over folders on this machine's disk; who serves them is up to the caller.
import type { DropFixture, DropMisbehaviour } from './drop-channel-fixture.js';
import type { DropDirectory } from './drop-directory.js';
import type { DropOpener, DropPlace } from './drop-opener.js';

export interface DirectoryFixtureParts {
  readonly directory: DropDirectory;
  readonly opener: DropOpener;
  readonly place: DropPlace;
  readonly misbehave?: (misbehaviour: DropMisbehaviour) => void;
  readonly behave?: () => void;
  readonly close?: () => Promise<void>;
}

export function directoryFixture(parts: DirectoryFixtureParts): DropFixture {
  const { directory, opener, place, misbehave } = parts;
  return {
    open: (options) => opener.open(place, options),
    files: async (folder) => directory.files(folder),
    put: async (folder, name, bytes) => directory.put(folder, name, bytes),
    move: async (name, from, to) => directory.move(name, from, to),
    clear: async () => {
      await opener.close();
      directory.clear();
    },
    ...(misbehave === undefined ? {} : { misbehave }),
    behave: () => parts.behave?.(),
    close: async () => {
      await opener.close();
      await parts.close?.();
      directory.close();
    },
  };
}
