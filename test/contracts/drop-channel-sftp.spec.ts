// The SFTP adapter keeps the contract of a drop channel, against the test server and its faults.
import { sftpChannelFactory } from '../../adapters/sftp/sftp-channel-factory.js';
import { PASSWORD, SftpTestServer, USER } from '../support/drops/sftp-test-server.js';
import { dropChannelContract } from './drop-channel.contract.js';
import type { DropFixture, DropMisbehaviour } from './drop-channel-fixture.js';
import { DropDirectory } from './drop-directory.js';
import { directoryFixture } from './drop-directory-fixture.js';
import { DropOpener } from './drop-opener.js';
import { aDrop } from './drop-sample.js';

async function sftpFixture(): Promise<DropFixture> {
  const directory = new DropDirectory();
  const server = await SftpTestServer.start({ root: directory.root });
  return directoryFixture({
    directory,
    opener: new DropOpener(sftpChannelFactory(() => '')),
    place: {
      url: `sftp://${USER}@127.0.0.1:${server.port}`,
      options: { password: PASSWORD },
      hostKeys: [server.pin],
      folders: directory.folders(''),
    },
    misbehave: (misbehaviour) => misbehave(server, misbehaviour),
    behave: () => server.behave(),
    close: () => server.close(),
  });
}

function misbehave(server: SftpTestServer, misbehaviour: DropMisbehaviour): void {
  const { faults } = server;
  switch (misbehaviour.kind) {
    case 'unreachable':
      server.become('refuse');
      return;
    case 'lose-rename-reply':
      faults.at({ kind: 'RENAME', path: aDrop().temporaryName }, misbehaviour.performed ? 'cut-after' : 'cut-before');
      return;
    case 'store-fewer':
      faults.keptBytes = misbehaviour.bytes;
      return;
    case 'quota':
      faults.quota = misbehaviour.bytes;
      return;
    case 'refuse-rename':
      faults.deny(['RENAME']);
      return;
    case 'refuse-marker':
      faults.deny(['OPEN'], { name: misbehaviour.name });
      return;
    case 'stall-writing':
      faults.at({ kind: 'WRITE' }, 'silence');
  }
}

dropChannelContract('the SFTP adapter', sftpFixture, true);
