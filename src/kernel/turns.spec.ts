// Guards that turns follow one another, whatever becomes of them.
import { expect, it } from '@jest/globals';
import { Turns } from './turns.js';

it('takes one turn at a time, in the order in which they were asked for', async () => {
  const turns = new Turns();
  const seen: string[] = [];
  const long = (name: string) => async (): Promise<string> => {
    seen.push(`${name} begins`);
    await new Promise((resolve) => setImmediate(resolve));
    seen.push(`${name} ends`);
    return name;
  };
  expect(await Promise.all([turns.take(long('a')), turns.take(long('b'))])).toEqual(['a', 'b']);
  expect(seen).toEqual(['a begins', 'a ends', 'b begins', 'b ends']);
});

it('goes on after a turn that failed, and tells whoever asked for that one alone', async () => {
  const turns = new Turns();
  const failed = turns.take(() => Promise.reject(new Error('full')));
  const next = turns.take(() => 7);
  await expect(failed).rejects.toThrow('full');
  expect(await next).toBe(7);
});
