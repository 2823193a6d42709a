// The SQL Server adapter keeps the same contract when every answer is left to the driver.
import { sourceContract } from './source.contract.js';
import { demoFixture } from './source-demo-fixture.js';

sourceContract('the SQL Server adapter whose driver reads the answers', {
  cannot: { 'blanks are equal in order': 'its store takes them for different when it sorts' },
  without: [],
  make: () => demoFixture('driver'),
});
