// Values do not depend on the zone of the machine: the contract's values run again in processes that live elsewhere.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, it } from '@jest/globals';

/** Ends and output of the contract's value cases in a process whose zone is `zone`. */
async function valuesIn(zone: string): Promise<{ readonly code: number; readonly output: string }> {
  const args = ['--experimental-vm-modules', '--no-warnings', 'node_modules/jest/bin/jest.js', '--runInBand'];
  const only = ['--testPathPatterns', 'test/contracts/source-mssql-demo.spec.ts', '-t', 'values|pages'];
  const child = spawn(process.execPath, [...args, ...only], { env: { ...process.env, TZ: zone } });
  let output = '';
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number];
  return { code, output };
}

it.each(['America/St_Johns', 'Asia/Kolkata'])(
  'gives the same values in the zone %s',
  async (zone) => {
    const { code, output } = await valuesIn(zone);
    expect([code, /Tests:.*passed/.test(output), output]).toEqual([0, true, output]);
  },
  300_000,
);
