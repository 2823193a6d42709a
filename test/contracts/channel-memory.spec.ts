// The memory twin keeps the contract of a channel, so that tests without a server test something true.
import { channelContract } from './channel.contract.js';
import { memoryChannelFixture } from './channel-memory-fixture.js';

channelContract('the memory twin', memoryChannelFixture);
