// A secret that cannot be used is told of at the start, not when the first alarm is refused at night.
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { contoso } from '../../test/generated/generated-files.js';
import { ownFolder } from '../../test/support/running/own-folder.js';
import { ManualClock } from '../kernel/manual-clock.js';
import { readSettings } from '../settings/read-settings.js';
import { openOutlook } from './outlook.js';
import type { Outlook } from './outlook.js';

let folder: ReturnType<typeof ownFolder>;
beforeEach(() => {
  folder = ownFolder();
});
afterEach(() => folder[Symbol.dispose]());

function secretFile(text: string, mode = 0o600): string {
  const path = join(folder.path, 'alarm.secret');
  writeFileSync(path, text);
  chmodSync(path, mode);
  return path;
}

async function open(secret: string): Promise<Outlook> {
  const settings = readSettings({
    BANYAN_LOG_FILE: join(folder.path, 'log'),
    BANYAN_ALARM_URL: 'http://127.0.0.1:9/',
    BANYAN_ALARM_SECRET_FILE: secret,
  });
  if (!settings.ok) throw new Error(JSON.stringify(settings.faults));
  return openOutlook({ settings: settings.value, catalogue: contoso(), clock: new ManualClock() });
}

describe('the secret of the alarm hook', () => {
  it('may be read by others than its owner, as mounted ones often can', async () => {
    const outlook = await open(secretFile('Bearer on-call\n', 0o444));
    expect(outlook.observers).toHaveLength(3);
    // A log is flushed for the sake of what was written.
    for (const observe of outlook.observers) observe({ kind: 'gateway-stopping', reason: 'the test is over' });
    await outlook.close();
  });

  it.each([
    ['is not there', () => join(folder.path, 'nothing'), /BANYAN_ALARM_SECRET_FILE names .*there is no such file/],
    ['can be changed by others', () => secretFile('Bearer hunter2', 0o622), /can be changed by others/],
    ['is empty', () => secretFile(' \n'), /BANYAN_ALARM_SECRET_FILE names .*one line/],
    ['holds more than a line', () => secretFile('Bearer hunter2\nBearer hunter3'), /one line/],
  ])('stops the start when its file %s, and nothing of it is repeated', async (_, make, fault) => {
    const failed = open(make());
    await expect(failed).rejects.toThrow(fault);
    await expect(failed).rejects.not.toThrow(/hunter/);
  });
});
