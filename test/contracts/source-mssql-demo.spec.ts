// The SQL Server adapter keeps the contract of a source against the demo's TDS server, misbehaviour included.
import { sourceContract } from './source.contract.js';
import { demoFixture } from './source-demo-fixture.js';

sourceContract('the SQL Server adapter against the demo ERP', {
  cannot: { 'blanks are equal in order': 'its store takes them for different when it sorts' },
  without: [],
  make: () => demoFixture(),
});
