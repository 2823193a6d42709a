// fsync@openssh.com, asked of OpenSSH itself: its own log says whether and when it was asked to put a file on disk.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { sftpChannelFactory } from '../../adapters/sftp/sftp-channel-factory.js';
import { OpenSshServer, sshdPath } from '../support/drops/open-ssh-server.js';
import { ownFolder } from '../support/running/own-folder.js';
import { DropDirectory } from './drop-directory.js';
import { DropOpener } from './drop-opener.js';
import { aDrop, patient, someBytes } from './drop-sample.js';

/** The program behind the subsystem, in the places where Debian and others keep it. */
const PROGRAM = ['/usr/lib/openssh/sftp-server', '/usr/libexec/openssh/sftp-server'].find((path) => existsSync(path));

/** Requests of one published file, as OpenSSH logged them, in their order. */
async function requestsOf(options: Readonly<Record<string, unknown>>): Promise<readonly string[]> {
  using keys = ownFolder();
  const log = join(keys.path, 'sftp.log');
  const server = await OpenSshServer.start(keys.path, [`Subsystem sftp ${PROGRAM ?? ''} -e -l DEBUG3 2>>${log}`]);
  const directory = new DropDirectory();
  const opener = new DropOpener(sftpChannelFactory(() => server.loginKey.privateKey));
  try {
    const { drops } = opener.open({
      url: `sftp://${server.user}@127.0.0.1:${server.port}`,
      options: { privateKeyFile: 'login_key', ...options },
      hostKeys: [server.hostKey.pin],
      folders: directory.folders(directory.root),
    });
    expect(await drops.publish(aDrop(someBytes(100_000)), patient)).toMatchObject({ kind: 'published' });
    const told = readFileSync(log, 'latin1').matchAll(/debug\d: request \d+: (\w+)/g);
    return [...told].map(([, name = '']) => name);
  } finally {
    await opener.close();
    await server.close();
    directory.close();
  }
}

const withServer = sshdPath === undefined || PROGRAM === undefined ? it.skip : it;

describe('a file dropped at OpenSSH (needs /usr/sbin/sshd and its sftp-server)', () => {
  withServer('is put on disk after its last byte and before it gets its name', async () => {
    const requests = await requestsOf({});
    const [written, synced, named] = ['write', 'fsync', 'rename'].map((name) => requests.lastIndexOf(name));
    expect(requests.filter((name) => name === 'fsync').length).toBeGreaterThan(0);
    expect(requests.indexOf('fsync')).toBeGreaterThan(written ?? Infinity);
    expect(named).toBeGreaterThan(synced ?? Infinity);
  });

  withServer('is left to the server where the channel says so', async () => {
    const requests = await requestsOf({ fsync: false });
    expect(requests.filter((name) => name === 'fsync')).toEqual([]);
    expect(requests).toContain('rename');
  });
});
