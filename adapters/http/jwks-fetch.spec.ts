// Guards where key sets are fetched from, and that whoever serves them can be slow, large or broken.
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { generate } from 'selfsigned';
import { systemClock } from '../../src/kernel/clock.js';
import { ManualClock } from '../../src/kernel/manual-clock.js';
import { eventually } from '../../test/support/running/eventually.js';
import { makeKey, startIdentityProvider } from '../../test/support/credentials/identity-provider.js';
import type { IdentityProvider, ServeKeys } from '../../test/support/credentials/identity-provider.js';
import { HttpKeySets } from './jwks-fetch.js';

let provider: IdentityProvider;
beforeEach(async () => {
  provider = await startIdentityProvider(makeKey().jwk);
});
afterEach(() => provider.stop());

const keySets = (...more: readonly string[]): HttpKeySets =>
  new HttpKeySets({ allowedHosts: [provider.host, ...more] }, systemClock);

describe('a key set', () => {
  it('is fetched as it was published', async () => {
    expect(JSON.parse(await keySets().fetch(provider.jwksUri))).toMatchObject({ keys: [{ kid: 'ES256-1' }] });
  });

  it.each<[string, ServeKeys, string]>([
    ['a redirect, to itself even', (it) => void it.writeHead(302, { location: '/keys' }).end(), 'status 302'],
    ['a fault', (it) => void it.writeHead(500).end('{"keys":[]}'), 'status 500'],
    ['nothing', (it) => void it.writeHead(204).end(), 'status 204'],
    ['more than 64 KiB', (it) => void it.end(`{"keys":[]}${' '.repeat(65_536)}`), 'larger than 65536 bytes'],
    ['a hang-up', (it) => void it.destroy(), 'ECONNRESET'],
  ])('is not taken from %s', async (_, serve, fault) => {
    provider.serve = serve;
    await expect(keySets().fetch(provider.jwksUri)).rejects.toThrow(fault);
    expect(provider.asked).toBe(1);
  });

  it('that never ends is not read to its end', async () => {
    provider.serve = (response) => {
      const more = (): void => {
        while (!response.destroyed && response.write('x'.repeat(16_384)));
        if (!response.destroyed) response.once('drain', more);
      };
      more();
    };
    await expect(keySets().fetch(provider.jwksUri)).rejects.toThrow('larger than');
  });

  it.each<[string, ServeKeys]>([
    ['nothing comes', () => undefined],
    ['it stops in the middle', (response) => void response.writeHead(200).write('{"keys":')],
  ])('is waited for no longer than five seconds when %s', async (_, serve) => {
    const clock = new ManualClock();
    provider.serve = serve;
    const fetched = new HttpKeySets({ allowedHosts: [provider.host] }, clock).fetch(provider.jwksUri);
    const outcome = expect(fetched).rejects.toThrow('no answer in time');
    await eventually('the question', () => provider.asked === 1);
    clock.advance(5000);
    await outcome;
  });

  it.each([
    ['another port', () => 'http://127.0.0.1:9/keys', 'its host is not allowed'],
    ['another name for the same machine', () => provider.jwksUri.replace('127.0.0.1', 'localhost'), 'not allowed'],
    ['user and password', () => provider.jwksUri.replace('http://', 'http://a:b@'), 'its address is not safe'],
    ['a plain connection to another machine', () => 'http://keys.example.com/keys', 'its address is not safe'],
    ['a file', () => 'file:///etc/passwd', 'its address is not safe'],
    ['no address', () => 'keys', 'its address is not safe'],
  ])('is not even asked for at %s', async (_, address, fault) => {
    await expect(keySets('keys.example.com').fetch(address())).rejects.toThrow(fault);
    expect(provider.asked).toBe(0);
  });

  it('is not there when nobody listens', async () => {
    await provider.stop();
    await expect(keySets().fetch(provider.jwksUri)).rejects.toThrow('ECONNREFUSED');
  });
});

describe('a key set behind TLS', () => {
  it('is taken from a server whose certificate is trusted, and from no other', async () => {
    const { cert, private: key } = await generate([{ name: 'commonName', value: 'localhost' }], { keySize: 2048 });
    const server = createServer({ cert, key }, (_, response) => void response.end('{"keys":[]}'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const host = `localhost:${(server.address() as AddressInfo).port}`;
    const before = getCACertificates('default');
    try {
      await expect(keySets(host).fetch(`https://${host}/keys`)).rejects.toThrow('SELF_SIGNED');
      setDefaultCACertificates([...before, cert]);
      expect(await keySets(host).fetch(`https://${host}/keys`)).toBe('{"keys":[]}');
    } finally {
      setDefaultCACertificates(before);
      await new Promise((resolve) => server.close(resolve));
    }
  });
});
