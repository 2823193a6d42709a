// Guards that a problem names the path as it was sent, and nothing behind it.
import { expect, it } from '@jest/globals';
import { instanceOf } from './problem-instance.js';

it.each([
  ['/v1/orders', '/v1/orders'],
  ['/v1/orders?customer=C1', '/v1/orders'],
  ['/v1/orders#part', '/v1/orders'],
  ['/v1/a%20b', '/v1/a%20b'],
  [Buffer.from('/v1/café').toString('latin1'), '/v1/caf%C3%A9'],
  ['/v1/\u0001\u00ff', '/v1/%01%FF'],
  ['', ''],
])('of %j is %j', (target, instance) => {
  expect(instanceOf(target)).toBe(instance);
});

it('is never long', () => {
  expect(instanceOf(`/${'x'.repeat(5_000)}`)).toHaveLength(512);
});
