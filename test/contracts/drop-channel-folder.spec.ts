// The folder adapter keeps the contract of a drop channel.
import { folderChannelFactory } from '../../adapters/folder/drops/folder-channel-factory.js';
import { dropChannelContract } from './drop-channel.contract.js';
import { DropDirectory } from './drop-directory.js';
import { directoryFixture } from './drop-directory-fixture.js';
import { DropOpener } from './drop-opener.js';

dropChannelContract(
  'the folder adapter',
  async () => {
    const directory = new DropDirectory();
    const place = { url: `file://${directory.root}`, folders: directory.folders('') };
    return directoryFixture({ directory, place, opener: new DropOpener(folderChannelFactory()) });
  },
  false,
);
