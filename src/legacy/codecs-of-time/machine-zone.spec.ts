// The zone of the machine must not matter. A process takes its zone at its start, so each zone has one of its own.
import { spawnSync } from 'node:child_process';
import { describe, expect, it } from '@jest/globals';

const JEST = ['--experimental-vm-modules', '--no-warnings', 'node_modules/jest/bin/jest.js'];
const SPECS = ['src/legacy/codecs-of-time/decode.spec.ts', 'src/legacy/codecs/decode.spec.ts'];

describe('every codec gives the same answers', () => {
  it.each(['UTC', 'America/New_York', 'Australia/Lord_Howe'])('on a machine in %s', (zone) => {
    const run = spawnSync(process.execPath, [...JEST, '--runTestsByPath', ...SPECS, '-i', '--reporters=default'], {
      env: { ...process.env, TZ: zone },
      encoding: 'utf8',
    });
    expect({ status: run.status, output: run.status === 0 ? '' : run.stderr }).toEqual({ status: 0, output: '' });
  });
});
