// Guards from where a client may call.
import { describe, expect, it } from '@jest/globals';
import { allowsAddress, networkFault } from './network-list.js';

describe('networks', () => {
  it.each([
    ['10.0.0.0/8', '10.255.255.255', true],
    ['10.0.0.0/8', '11.0.0.0', false],
    ['10.1.2.3', '10.1.2.3', true],
    ['10.1.2.3', '10.1.2.4', false],
    ['0.0.0.0/0', '203.0.113.9', true],
    ['0.0.0.0/0', '2001:db8::1', false],
    ['10.0.0.0/8', '::ffff:10.1.2.3', true],
    ['10.0.0.0/8', '::ffff:a01:203', true],
    ['::ffff:10.0.0.0/104', '10.1.2.3', true],
    ['::ffff:10.0.0.0/104', '11.1.2.3', false],
    ['2001:db8::/32', '2001:db8:ffff::1', true],
    ['2001:db8::/32', '2001:db9::1', false],
    ['2001:db8::1', '2001:0db8:0:0::1', true],
    ['fe80::/10', 'fe80::1%eth0', true],
    ['0.0.0.0/0', 'somewhere', false],
    ['0.0.0.0/0', '', false],
  ])('%s lets %s in: %j', (network, address, expected) => {
    expect(networkFault(network)).toBeUndefined();
    expect(allowsAddress([network], address)).toBe(expected);
  });

  it('let everybody in where there are none, and nobody where the list is empty', () => {
    expect(allowsAddress(undefined, '203.0.113.9')).toBe(true);
    expect(allowsAddress([], '203.0.113.9')).toBe(false);
  });

  it('let in whoever is in any of them', () => {
    const networks = ['10.0.0.0/8', '2001:db8::/32'];
    expect(['10.1.1.1', '2001:db8::7', '192.0.2.1'].map((each) => allowsAddress(networks, each))).toEqual([
      true,
      true,
      false,
    ]);
  });

  it.each(['', '10.0.0.0/33', '10.0.0.0/-1', '10.0.0.0/08', '10.0.0/8', '010.0.0.1', '::/129', 'fe80::1%eth0/64'])(
    'are not written %j',
    (network) => {
      expect(networkFault(network)).toContain('Expected a network such as 10.1.0.0/16');
    },
  );

  it.each(['10.0.0.0/8/8', '10.0.0.0 /8', 'example.com', '10.0.0.0/255.0.0.0', '10.0.0.0/'])(
    'are not written %j either',
    (network) => {
      expect(networkFault(network)).toBeDefined();
      expect(allowsAddress([network], '10.0.0.0')).toBe(false);
    },
  );
});
