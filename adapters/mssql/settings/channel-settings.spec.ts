import { describe, expect, it } from '@jest/globals';
import { connectionSettings } from './connection-settings.js';
import { connectionTarget } from './connection-target.js';
import { driverConfiguration } from './driver-options.js';

const LOGIN = { user: 'writer', password: 'secret' };
const channel = (url: string, options: Readonly<Record<string, unknown>> = LOGIN) =>
  connectionSettings(url, options, 'channel');

describe('settings of a channel', () => {
  it('always ask for the primary', () => {
    const settings = channel('mssql://erp.example/Contoso');
    if (!settings.ok) throw new Error(settings.faults.join());
    expect(settings.value.warnings).toEqual([]);
    const configuration = driverConfiguration(settings.value, { ca: undefined, statementTimeoutMs: 1 });
    expect(configuration.options?.readOnlyIntent).toBe(false);
  });

  it('have no intent to choose, and say so beside every other fault', () => {
    const settings = channel('mssql://erp.example?applicationIntent=ReadOnly&encrypt=perhaps');
    expect(settings).toEqual({
      ok: false,
      faults: [
        expect.stringContaining('encrypt must be'),
        expect.stringMatching(/^applicationIntent is not an option; allowed are user, /),
      ],
    });
    expect(settings.ok ? '' : settings.faults[1]).not.toMatch(/allowed are.*applicationIntent/);
  });

  it('must name the database that holds the procedures', () => {
    expect(channel('mssql://erp.example')).toMatchObject({ faults: [expect.stringContaining('procedures')] });
  });

  it('are refused when the CA file cannot be read', () => {
    const binding = { url: 'mssql://erp.example/Contoso?caFile=ca.pem', options: LOGIN };
    const target = connectionTarget(binding, 'channel', () => 'no certificate');
    expect(target).toMatchObject({ faults: [expect.stringContaining('caFile ca.pem')] });
  });
});
