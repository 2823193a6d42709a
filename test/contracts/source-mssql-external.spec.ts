// The same contract against any other SQL Server: BANYAN_TEST_MSSQL_URL=mssql://user:password@host/database?...
// The login must be allowed to create a schema; everything it makes is dropped again.
import { describe, it } from '@jest/globals';
import { sourceContract } from './source.contract.js';
import { externalFixture } from './source-external-fixture.js';

const url = process.env['BANYAN_TEST_MSSQL_URL'];

if (url === undefined || url === '') {
  describe('the contract of a source, kept by another SQL Server', () => {
    it.skip('is not tried: BANYAN_TEST_MSSQL_URL names no server', () => undefined);
  });
} else {
  sourceContract('another SQL Server', {
    cannot: {
      'misbehaving server': 'a real server does not stall, drop or fail over on demand',
    },
    without: [],
    make: () => externalFixture(url),
  });
}
