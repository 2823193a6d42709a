import { describe, expect, it } from '@jest/globals';
import ssh2 from 'ssh2';
import type { ChannelBinding } from '../../../src/facade/binding-of-commands.js';
import { checkSftpChannel } from '../sftp-channel-factory.js';
import { OLD_ALGORITHMS } from './sftp-options.js';

const PIN = `SHA256:${'A'.repeat(43)}`;
const drops = {
  folders: { inbox: 'in' },
  can: { list: true, read: true, renameNoOverwrite: true, archive: false },
  hostKeys: [PIN],
};
const base = { name: 'files', adapter: 'sftp', url: 'sftp://erp.example', drops };
const check = (more: Partial<ChannelBinding>, readText: (path: string) => string = () => '') =>
  checkSftpChannel({ ...base, options: {}, ...more }, readText);
const faultsOf = (more: Partial<ChannelBinding>, readText?: (path: string) => string): readonly string[] => {
  const checked = check(more, readText);
  return checked.ok ? [] : checked.faults;
};
const key = ssh2.utils.generateKeyPairSync('ecdsa', { bits: 256 });

describe('settings of an SFTP channel', () => {
  it('take host, port and login from the URL, percent-encoding undone', () => {
    const checked = check({ url: 'sftp://b%40nyan:p%2Fw@[::1]:2222' });
    expect(checked).toMatchObject({ ok: true, value: { host: '::1', port: 2222, user: 'b@nyan', password: 'p/w' } });
  });

  it('say everything that is wrong at once', () => {
    const faults = faultsOf({
      url: 'sftp://erp.example:99999/in',
      options: { fsync: 'perhaps', speed: 9, passphrase: 'x' },
      drops: { ...drops, hostKeys: ['MD5:12'] },
    });
    expect(faults).toEqual([
      expect.stringContaining('folders stand under folders'),
      expect.stringContaining('1 to 65535'),
      expect.stringMatching(/^fsync must be/),
      expect.stringMatching(/^speed is not an option; allowed are user, /),
      expect.stringMatching(/^hostKeys\[0\] must be SHA256:/),
    ]);
  });

  it('want a login name, and something to log in with', () => {
    expect(faultsOf({})).toEqual([
      expect.stringContaining('login name is missing'),
      expect.stringContaining('password, privateKey or privateKeyFile is required'),
    ]);
    expect(faultsOf({ options: { user: 'b', privateKey: key.private, keyboardInteractive: true } })).toEqual([
      expect.stringContaining('keyboardInteractive'),
    ]);
  });

  it('want at least one pin, and take one with or without padding', () => {
    const options = { user: 'b', password: 'p' };
    expect(faultsOf({ options, drops: { ...drops, hostKeys: [] } })).toEqual([expect.stringContaining('ssh-keyscan')]);
    expect(faultsOf({ options, drops: { ...drops, hostKeys: [PIN, ''] } })).toEqual([]);
    const padded = check({ options, drops: { ...drops, hostKeys: [`${PIN}=`] } });
    expect(padded).toMatchObject({ ok: true, value: { pins: [PIN] } });
  });

  it('prove the private key before anybody connects, and never repeat it', () => {
    const user = 'b';
    expect(faultsOf({ options: { user, privateKey: key.private } })).toEqual([]);
    expect(faultsOf({ options: { user, privateKeyFile: 'k' } }, () => key.private)).toEqual([]);
    const broken = [
      faultsOf({ options: { user, privateKey: 'SECRET nonsense' } }),
      faultsOf({ options: { user, privateKey: key.public } }),
      faultsOf({ options: { user, privateKeyFile: 'k' } }, () => {
        throw new Error('SECRET');
      }),
      faultsOf({ options: { user, privateKey: key.private, privateKeyFile: 'k' } }),
    ];
    expect(broken.map((faults) => faults.length)).toEqual([1, 1, 1, 1]);
    expect(JSON.stringify(broken)).not.toMatch(/SECRET|BEGIN/);
  });

  it('tell a missing passphrase from a wrong one', () => {
    const settings = { bits: 256, passphrase: 'right', cipher: 'aes256-ctr', rounds: 4 } as const;
    const { private: privateKey } = ssh2.utils.generateKeyPairSync('ecdsa', settings);
    const faults = (passphrase?: string) =>
      faultsOf({ options: { user: 'b', privateKey, ...(passphrase === undefined ? {} : { passphrase }) } });
    expect(faults('right')).toEqual([]);
    expect(faults()).toEqual([expect.stringContaining('give its passphrase')]);
    expect(faults('wrong')).toEqual([expect.stringContaining('cannot be decrypted')]);
  });

  it('accept old algorithms by name only, each with a warning', () => {
    const options = { user: 'b', password: 'p', algorithms: { kex: ['diffie-hellman-group1-sha1'] } };
    expect(check({ options })).toMatchObject({ ok: true, value: { warnings: [expect.stringContaining('group1')] } });
    expect(faultsOf({ options: { ...options, algorithms: { kex: ['magic'] } } })).toEqual([
      expect.stringMatching(/^algorithms\.kex\.0 must be diffie-hellman/),
    ]);
    expect(faultsOf({ options: { ...options, algorithms: { kexes: [] } } })).toEqual([
      expect.stringContaining('kex, hostKey, cipher and mac only'),
    ]);
  });

  it('offer only old algorithms that the driver knows', () => {
    const { kex, hostKey, cipher, mac } = OLD_ALGORITHMS;
    const algorithms = { kex: [...kex], serverHostKey: [...hostKey], cipher: [...cipher], hmac: [...mac] };
    const client = new ssh2.Client();
    client.on('error', () => undefined);
    expect(() => client.connect({ username: 'b', algorithms, host: '127.0.0.1', port: 9 })).not.toThrow();
    client.destroy();
  });
});
