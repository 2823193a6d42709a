// The memory twin keeps the contract of a drop channel, so that tests without a server test something true.
import { MemoryDropPlace } from '../../adapters/memory/drops/memory-drop-place.js';
import { memoryDropSides } from '../../adapters/memory/memory-drop-channel.js';
import { dropChannelContract } from './drop-channel.contract.js';
import type { DropFixture, DropFolderName, DropMisbehaviour } from './drop-channel-fixture.js';
import { DropOpener } from './drop-opener.js';

const FOLDERS: readonly DropFolderName[] = ['inbox', 'archive', 'acknowledgements', 'read'];

async function memoryFixture(): Promise<DropFixture> {
  const memory = new MemoryDropPlace();
  const opener = new DropOpener(memoryDropSides(memory));
  const folders = { inbox: '/inbox', archive: '/archive', acknowledgements: '/outbox', read: '/read' };
  const put: DropFixture['put'] = async (folder, name, bytes) => {
    memory.folder(folder).set(name, { bytes, modifiedAt: 0 });
  };
  return {
    open: (options) => opener.open({ url: 'memory:', folders }, options),
    files: async (folder) => new Map([...memory.folder(folder)].map(([name, { bytes }]) => [name, Buffer.from(bytes)])),
    put,
    move: async (name, from, to) => {
      await put(to, name, memory.folder(from).get(name)?.bytes ?? Buffer.alloc(0));
      memory.folder(from).delete(name);
    },
    clear: async () => {
      await opener.close();
      for (const folder of FOLDERS) memory.folder(folder).clear();
    },
    misbehave: (misbehaviour) => misbehave(memory, misbehaviour),
    behave: () => memory.behave(),
    close: () => opener.close(),
  };
}

function misbehave(memory: MemoryDropPlace, misbehaviour: DropMisbehaviour): void {
  if (misbehaviour.kind === 'stall-writing') memory.misbehave({ kind: 'stall', stage: 'writing' });
  else if (misbehaviour.kind === 'refuse-marker') memory.misbehave({ kind: 'refuse-marker' });
  else memory.misbehave(misbehaviour);
}

dropChannelContract('the memory twin', memoryFixture, true);
