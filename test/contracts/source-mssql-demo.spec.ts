// The SQL Server adapter keeps the contract of a source against the demo's TDS server, misbehaviour included.
import { sourceContract } from './source.contract.js';
import { demoFixture } from './source-demo-fixture.js';

sourceContract('the SQL Server adapter against the demo ERP', { cannot: {}, without: [], make: demoFixture });
