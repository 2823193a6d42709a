import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { connectionSettings, type ConnectionSettings } from './connection-settings.js';
import { driverConfiguration } from './driver-options.js';

function accepted(url: string, options: Record<string, unknown> = {}): ConnectionSettings {
  const result = connectionSettings(url, options);
  if (!result.ok) throw new Error(result.faults.join('\n'));
  return result.value;
}

function faults(url: string, options: Record<string, unknown> = {}): readonly string[] {
  const result = connectionSettings(url, options);
  return result.ok ? [] : result.faults;
}

const driver = (settings: ConnectionSettings) =>
  driverConfiguration(settings, { ca: undefined, statementTimeoutMs: 5_000 });

describe('settings of a SQL Server source', () => {
  it('reads the plain case with safe defaults: TLS checked, read-only intent, no driver retries', () => {
    const configuration = driver(accepted('mssql://reader:secret@erp.example:1444/Contoso'));
    expect(configuration).toMatchObject({
      server: 'erp.example',
      authentication: { type: 'default', options: { userName: 'reader', password: 'secret' } },
      options: {
        port: 1444,
        database: 'Contoso',
        encrypt: true,
        trustServerCertificate: false,
        readOnlyIntent: true,
        maxRetriesOnTransientErrors: 0,
        requestTimeout: 5_000,
        useUTC: true,
        cryptoCredentialsDetails: { minVersion: 'TLSv1.2' },
      },
    });
  });

  it('takes 1433 as the port of a default instance, and lets SQL Browser find a named one', () => {
    expect(driver(accepted('mssql://u:p@h/db')).options).toMatchObject({ port: 1433 });
    const named = driver(accepted('mssql://u:p@h/ERP2017/db')).options;
    expect(named).toMatchObject({ instanceName: 'ERP2017', database: 'db' });
    expect(named).not.toHaveProperty('port');
  });

  it('reads back any secret that was percent-encoded', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1, unit: 'binary' }).filter((text) => text.isWellFormed()),
        (secret) => {
          const settings = accepted(`mssql://u:${encodeURIComponent(secret)}@h/db`);
          expect(settings.options.password).toBe(secret);
        },
      ),
      { seed: 20261120, numRuns: 300 },
    );
  });

  it('takes a secret as an option without any encoding', () => {
    expect(accepted('mssql://reader@h/db', { password: 'a/b?c#d@e%f' }).options.password).toBe('a/b?c#d@e%f');
  });

  it('reaches Windows accounts, Entra applications, private CAs, TDS 8 and availability groups', () => {
    expect(driver(accepted('mssql://svc:p@h/db?authentication=ntlm&domain=CORP')).authentication).toEqual({
      type: 'ntlm',
      options: { userName: 'svc', password: 'p', domain: 'CORP' },
    });
    const entra = { authentication: 'entra-service-principal', tenantId: 't', clientId: 'c', clientSecret: 's' };
    expect(driver(accepted('mssql://h.database.windows.net/db', entra)).authentication).toEqual({
      type: 'azure-active-directory-service-principal-secret',
      options: { tenantId: 't', clientId: 'c', clientSecret: 's' },
    });
    expect(driver(accepted('mssql://u:p@h/db?encrypt=strict&minTlsVersion=1.3&serverName=erp')).options).toMatchObject({
      encrypt: 'strict',
      serverName: 'erp',
      cryptoCredentialsDetails: { minVersion: 'TLSv1.3' },
    });
    expect(driver(accepted('mssql://u:p@h/db?multiSubnetFailover=true')).options).toMatchObject({
      multiSubnetFailover: true,
    });
  });

  it('opens old TLS only when asked, and warns about it', () => {
    const settings = accepted('mssql://u:p@h/db?minTlsVersion=1.0');
    expect(driver(settings).options?.cryptoCredentialsDetails).toEqual({
      minVersion: 'TLSv1',
      ciphers: 'DEFAULT@SECLEVEL=0',
    });
    expect(settings.warnings).toEqual([expect.stringContaining('minTlsVersion=1.0')]);
  });

  it('warns about every lawful exception', () => {
    expect(accepted('mssql://u:p@h/db?trustServerCertificate=true').warnings).toEqual([
      expect.stringContaining('caFile'),
    ]);
    expect(accepted('mssql://u:p@h/db?encrypt=false').warnings).toEqual([expect.stringContaining('encrypt=true')]);
    expect(accepted('mssql://u:p@h/db?applicationIntent=ReadWrite').warnings).toEqual([
      expect.stringContaining('primary'),
    ]);
    expect(accepted('mssql://u:p@h/db').warnings).toEqual([]);
  });

  it('names all faults at once', () => {
    const found = faults('mssql://h:70000/?encrypt=maybe&colour=red', { domain: 'CORP', packetSize: 10 });
    expect(found).toEqual([
      expect.stringContaining('1 to 65535'),
      expect.stringMatching(/encrypt .*true, false or strict/),
      expect.stringContaining('packetSize must be at least 512'),
      expect.stringMatching(/colour is not an option; allowed are user, password/),
    ]);
    expect(faults('mssql://1.2.3.4', { domain: 'CORP' })).toEqual([
      expect.stringContaining('user and password are required'),
      expect.stringContaining('domain is for Windows accounts'),
      expect.stringContaining('serverName'),
      expect.stringContaining('must name a database'),
    ]);
  });

  it.each([
    ['postgres://h/db', 'mssql://user'],
    ['mssql://u:p%@h/db', 'percent-encoded'],
    ['mssql://u:pa/ss@h/db', '%2F'],
    ['mssql://u:p@h:1433/INST/db', 'both a port and an instance'],
    ['mssql://u:p@h/a/b/c', 'more than two parts'],
    ['mssql://u:p@h/db?password=q', 'given twice'],
    ['mssql://u:p@h/db?encrypt=true&minTlsVersion=1.3', 'encrypt=strict'],
    ['mssql://u:p@h/db?encrypt=strict&trustServerCertificate=true', 'always checks'],
    ['mssql://u:p@h/db?trustServerCertificate=true&caFile=ca.pem', 'pointless'],
    ['mssql://u:p@h/db?encrypt=false&caFile=ca.pem', 'no certificate'],
    ['mssql://u:p@h/db?authentication=ntlm', 'needs domain'],
    ['mssql://h/db?authentication=entra-service-principal', 'tenantId, clientId and clientSecret'],
    ['mssql://u:p@h/db?authentication=kerberos', 'sql, ntlm or entra'],
  ])('refuses %s with a sentence about it', (url, sentence) => {
    expect(faults(url).join('\n')).toContain(sentence);
  });

  it('never repeats a secret in a fault or a warning', () => {
    const urls = [
      'mssql://u:s3cr3t%@h/db',
      'mssql://u:s3cr3t@h:0/a/b/c?x=1',
      'ftp://u:s3cr3t@h',
      'mssql://u:s3cr3t/@h/db',
    ];
    const told = urls.flatMap((url) =>
      faults(url, { clientSecret: 's3cr3t', packetSize: 's3cr3t', encrypt: 's3cr3t' }),
    );
    expect(told.length).toBeGreaterThan(4);
    expect(told.join('\n')).not.toContain('s3cr3t');
  });
});
