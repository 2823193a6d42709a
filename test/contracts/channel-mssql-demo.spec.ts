// The SQL Server adapter keeps the contract of a channel against the demo ERP's primary, misbehaviour included.
import { channelContract } from './channel.contract.js';
import { DemoChannelFixture } from './channel-demo-fixture.js';

channelContract('the SQL Server adapter against the demo ERP', () => DemoChannelFixture.make());
