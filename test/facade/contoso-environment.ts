// What the demo facade asks of its environment, as values that connect to nothing.
import type { FacadeEnvironment } from '../../src/facade/yaml/fill-text.js';
import { pin } from './dropping-facade.js';

const values: Readonly<Record<string, string>> = {
  ERP_REPLICA_URL: 'mssql://reader@localhost/contoso',
  ERP_PROCEDURES_URL: 'mssql://writer@localhost/contoso',
  ERP_INBOX_URL: 'sftp://banyan@localhost:22',
  ERP_INBOX_HOST_KEY: pin,
};

export const contosoEnvironment: FacadeEnvironment = { lookup: (name) => values[name], readSecretFile: () => '' };
