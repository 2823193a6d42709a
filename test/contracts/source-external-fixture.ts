// Any SQL Server a tester names: the contract's tables are made in a schema of their own and dropped again.
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { ConnectionConfiguration } from 'tedious';
import { connectionSettings } from '../../adapters/mssql/settings/connection-settings.js';
import { driverConfiguration } from '../../adapters/mssql/settings/driver-options.js';
import type { SourceFixture } from './source-fixture.js';
import { runBatches } from './plain-connection.js';
import { CONTRACT_VIEWS } from './source-data.js';
import { SourceOpener } from './source-opener.js';
import { createText, insertTexts } from './source-sql.js';

const readFile = (path: string): string => readFileSync(path, 'utf8');

/** Makes the schema with the login of `url`, which must be allowed to create and drop schemas and tables. */
export async function externalFixture(url: string): Promise<SourceFixture> {
  const schema = `banyan_contract_${randomBytes(6).toString('hex')}`;
  const configuration = preparing(url);
  const opener = new SourceOpener();
  await runBatches(configuration, [
    `CREATE SCHEMA [${schema}]`,
    ...CONTRACT_VIEWS.flatMap((view) => [createText(schema, view), ...insertTexts(schema, view)]),
  ]);
  return {
    schema,
    // The login made the schema, so it can prove nothing.
    open: (options = {}) => opener.open({ ...options, readOnly: 'trust', url, readFile }),
    close: async () => {
      await opener.close();
      const drops = CONTRACT_VIEWS.map((view) => `DROP TABLE [${schema}].[${view.name}]`);
      await runBatches(configuration, [...drops, `DROP SCHEMA [${schema}]`]);
    },
  };
}

function preparing(url: string): ConnectionConfiguration {
  const settings = connectionSettings(url, {});
  if (!settings.ok) throw new Error(`BANYAN_TEST_MSSQL_URL: ${settings.faults.join('; ')}`);
  const { caFile } = settings.value.options;
  const ca = caFile === undefined ? undefined : readFile(caFile);
  const configuration = driverConfiguration(settings.value, { ca, statementTimeoutMs: 30_000 });
  return { ...configuration, options: { ...configuration.options, readOnlyIntent: false } };
}
