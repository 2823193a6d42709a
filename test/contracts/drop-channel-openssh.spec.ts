// The SFTP adapter keeps the contract of a drop channel against Debian's OpenSSH, where that is installed.
import { describe, it } from '@jest/globals';
import { sftpChannelFactory } from '../../adapters/sftp/sftp-channel-factory.js';
import { OpenSshServer, sshdPath } from '../support/drops/open-ssh-server.js';
import { ownFolder } from '../support/running/own-folder.js';
import { dropChannelContract } from './drop-channel.contract.js';
import type { DropFixture } from './drop-channel-fixture.js';
import { DropDirectory } from './drop-directory.js';
import { directoryFixture } from './drop-directory-fixture.js';
import { DropOpener } from './drop-opener.js';

async function openSshFixture(): Promise<DropFixture> {
  const keys = ownFolder();
  const directory = new DropDirectory();
  const server = await OpenSshServer.start(keys.path);
  return directoryFixture({
    directory,
    opener: new DropOpener(sftpChannelFactory(() => server.loginKey.privateKey)),
    place: {
      url: `sftp://${server.user}@127.0.0.1:${server.port}`,
      options: { privateKeyFile: 'login_key' },
      hostKeys: [server.hostKey.pin],
      folders: directory.folders(directory.root),
    },
    close: async () => {
      await server.close();
      keys[Symbol.dispose]();
    },
  });
}

if (sshdPath === undefined) {
  describe('the contract of a drop channel, kept by OpenSSH', () => {
    it.skip('needs /usr/sbin/sshd, which is not installed here', () => undefined);
  });
} else {
  dropChannelContract('the SFTP adapter at OpenSSH', openSshFixture, false);
}
