import { describe, expect, it } from '@jest/globals';
import { readSettings } from './read-settings.js';
import { renderEffectiveSettings } from './render-settings.js';

function faultsOf(environment: Record<string, string>): string[] {
  const outcome = readSettings(environment);
  return outcome.ok ? [] : outcome.faults.map((fault) => `${fault.name} ${fault.message}`);
}

describe('settings', () => {
  it('have defaults that run the demo', () => {
    const outcome = readSettings({});
    expect(outcome).toMatchObject({
      ok: true,
      value: {
        BANYAN_FACADE: 'facades/contoso',
        BANYAN_PORT: 3000,
        BANYAN_TOKEN_LIFETIME: 600_000,
        BANYAN_API_KEYS: true,
      },
    });
  });

  it('are refused all at once, each with its name and what was expected', () => {
    expect(faultsOf({ BANYAN_PORT: '70000', BANYAN_TOKEN_LIFETIME: '1h', BANYAN_API_KEYS: 'yes' })).toEqual([
      'BANYAN_PORT expected a whole number from 0 to 65535',
      'BANYAN_TOKEN_LIFETIME expected a duration from 5m to 15m, such as 250ms, 30s, 10m or 1h',
      'BANYAN_API_KEYS expected on or off',
    ]);
  });

  it.each(['', ' 3000', '-1', '3e3', '0x10', '99999999999999999999'])('refuses the port %p', (port) => {
    expect(faultsOf({ BANYAN_PORT: port })).toHaveLength(1);
  });

  it('refuse a mistyped name and suggest the right one', () => {
    expect(faultsOf({ BANYAN_PROT: '3000' })).toEqual([
      'BANYAN_PROT is no setting (did you mean BANYAN_PORT?); docs/settings.md lists all of them',
    ]);
  });

  it('never show the text of a wrong setting', () => {
    expect(faultsOf({ BANYAN_PORT: 'hunter2' }).join()).not.toContain('hunter2');
  });

  it('refuse a certificate without its key', () => {
    expect(faultsOf({ BANYAN_TLS_CERT: 'cert.pem' })).toEqual([
      'BANYAN_TLS_KEY expected the path of a file, because its other half is set',
    ]);
  });

  it('can be dumped and read back unchanged', () => {
    const given = { BANYAN_PORT: '0', BANYAN_TRUST_PROXY: '10.0.0.1, 10.0.0.2' };
    const dump = renderEffectiveSettings(given);
    const again = Object.fromEntries(
      dump
        .trim()
        .split('\n')
        .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
    );
    expect(readSettings(again)).toEqual(readSettings(given));
    expect(renderEffectiveSettings(again)).toBe(dump);
  });
});

describe('hosts of key sets', () => {
  it('are read in small letters, each with its port where one is given', () => {
    const read = readSettings({ BANYAN_JWKS_HOSTS: 'Keys.Example.com, localhost:8443,[::1]:1' });
    expect(read).toMatchObject({ value: { BANYAN_JWKS_HOSTS: ['keys.example.com', 'localhost:8443', '[::1]:1'] } });
  });

  it.each(['https://keys.example.com', 'keys.example.com/jwks', '*.example.com', 'a,,b', 'me@example.com'])(
    'are refused when one is no host: %s',
    (hosts) =>
      expect(faultsOf({ BANYAN_JWKS_HOSTS: hosts })).toEqual([expect.stringContaining('list of hosts such as')]),
  );
});
