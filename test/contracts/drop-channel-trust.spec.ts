// Who the gateway talks to and how it logs in: a host key that is not pinned ends the connection before any credential is
// used, and what is old must be asked for by name.
import { afterEach, describe, expect, it } from '@jest/globals';
import { sftpChannelFactory } from '../../adapters/sftp/sftp-channel-factory.js';
import { makeKeyPair } from '../support/drops/host-key.js';
import { PASSWORD, type TestServerOptions, USER } from '../support/drops/sftp-test-server.js';
import { dropBinding, DropOpener } from './drop-opener.js';
import { aDrop, patient } from './drop-sample.js';
import { DropStage } from './drop-stage.js';

let stage: DropStage | undefined;
afterEach(async () => {
  await stage?.close();
  stage = undefined;
});

async function staged(options: Omit<TestServerOptions, 'root'> = {}): Promise<DropStage> {
  stage = await DropStage.make(options);
  return stage;
}

describe('the host key', () => {
  it('that was swapped ends the connection before any login, and says which one was shown', async () => {
    const { server, ...rest } = await staged();
    const [pin] = [server.pin];
    server.swapHostKey();
    const opened = new DropOpener(sftpChannelFactory(() => '')).open({
      url: `sftp://${USER}@127.0.0.1:${server.port}`,
      options: { password: PASSWORD },
      hostKeys: [pin],
      folders: rest.directory.folders(''),
    });
    expect(await opened.drops.publish(aDrop(), patient)).toMatchObject({ kind: 'nothing-published' });
    expect(server.attempts).toEqual([]);
    const refused = opened.observed.find(({ kind }) => kind === 'connection-refused');
    expect(refused).toMatchObject({ fault: 'proof-failed', advice: expect.stringContaining(server.pin) });
  });

  it('may be one of several pins, for a planned change', async () => {
    const { server } = await staged();
    const other = makeKeyPair().pin;
    const { drops } = (stage as DropStage).open({}, { hostKeys: [other, server.pin] });
    expect(await drops.probe(patient)).toEqual({ kind: 'ready' });
  });

  it('that nobody pinned is refused before the start', async () => {
    const made = await staged();
    const binding = dropBinding(made.place({ hostKeys: [] }));
    const make = (): unknown => sftpChannelFactory(() => '')(binding, {} as never);
    expect(make).toThrow('hostKeys must pin');
    expect(made.server.attempts).toEqual([]);
  });
});

describe('algorithms', () => {
  const OLD = {
    kex: ['diffie-hellman-group1-sha1'],
    serverHostKey: ['ssh-rsa'],
    cipher: ['aes128-cbc'],
    hmac: ['hmac-sha1'],
  } as const;
  const old = (): Omit<TestServerOptions, 'root'> => ({
    hostKey: makeKeyPair('rsa'),
    algorithms: {
      kex: [...OLD.kex],
      serverHostKey: [...OLD.serverHostKey],
      cipher: [...OLD.cipher],
      hmac: [...OLD.hmac],
    },
  });

  it('that are weak are refused before any login, with advice', async () => {
    const made = await staged(old());
    const state = await made.open().drops.probe(patient);
    expect(state).toMatchObject({ kind: 'unavailable', advice: expect.stringContaining('options.algorithms') });
    expect(made.server.attempts).toEqual([]);
  });

  it('that are weak are used when the facade names each, with a standing warning', async () => {
    const made = await staged(old());
    const algorithms = { kex: OLD.kex, hostKey: OLD.serverHostKey, cipher: OLD.cipher, mac: OLD.hmac };
    const opened = made.open({}, { options: { password: PASSWORD, algorithms } });
    expect(await opened.drops.publish(aDrop(), patient)).toEqual({ kind: 'published', checked: 'hash' });
    expect(opened.observed.filter(({ kind }) => kind === 'warning')).toHaveLength(4);
    const state = await opened.drops.probe(patient);
    expect(state).toEqual({ kind: 'ready', standingWarning: expect.stringContaining('diffie-hellman-group1-sha1') });
  });
});

describe('logging in', () => {
  it('works by keyboard-interactive, where the server asks for the password as a question', async () => {
    const made = await staged({ login: 'keyboard-interactive' });
    const options = { password: PASSWORD, keyboardInteractive: true };
    expect(await made.open({}, { options }).drops.publish(aDrop(), patient)).toMatchObject({ kind: 'published' });
    expect(made.server.attempts).toEqual([{ method: 'keyboard-interactive', user: USER }]);
  });

  it.each([undefined, 'open sesame'])(
    'works with a private key (passphrase %s), and sends nothing else',
    async (passphrase) => {
      const key = makeKeyPair('ed25519', passphrase);
      const made = await staged({ login: 'public-key', publicKey: key.publicKey });
      const options = { privateKey: key.privateKey, ...(passphrase === undefined ? {} : { passphrase }) };
      expect(await made.open({}, { options }).drops.publish(aDrop(), patient)).toMatchObject({ kind: 'published' });
      expect(new Set(made.server.attempts.map(({ method }) => method))).toEqual(new Set(['publickey']));
    },
  );

  it('with a wrong password is tried once, and the advice does not repeat it', async () => {
    const made = await staged();
    const opened = made.open({}, { options: { password: 'not-this-one' } });
    const state = await opened.drops.probe(patient);
    expect(state).toMatchObject({ kind: 'unavailable', advice: expect.stringContaining('The login failed') });
    expect(made.server.attempts).toHaveLength(1);
    expect(JSON.stringify([state, opened.observed])).not.toContain('not-this-one');
  });
});
