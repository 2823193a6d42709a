// The memory twin keeps the contract of a source, so that tests without a server test something true.
import { MemorySource } from '../../adapters/memory/memory-source.js';
import { sourceContract } from './source.contract.js';
import { CONTRACT_VIEWS, viewOf } from './source-data.js';

const schema = 'contract';
const views = CONTRACT_VIEWS.map((view) => ({ view: viewOf(schema, view), columns: view.columns, rows: view.rows }));

sourceContract('the memory twin', {
  cannot: {},
  without: ['misbehaving server', 'bounded code page'],
  make: () =>
    Promise.resolve({
      schema,
      open: () => ({ source: new MemorySource(views), observed: [] }),
      close: () => Promise.resolve(),
    }),
});
