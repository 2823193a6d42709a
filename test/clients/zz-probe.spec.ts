import { it } from '@jest/globals';
import { startErp } from '../support/running/running-erp.js';
import { startGateway } from '../support/running/running-gateway.js';
it('x', async () => {
  await using erp = await startErp();
  await using gateway = await startGateway({ erpUrl: erp.url() });
  console.log(await gateway.gateway.probed());
  for (const [name] of gateway.catalogue.resources) {
    const r = await gateway.get(`/v1/${name}?limit=2`);
    const body = await r.text();
    console.log(r.status, body.slice(0, 700));
    const example = gateway.catalogue.resources.get(name)?.fields.find(({name: n}) => n === 'id')?.example;
    const g = await gateway.get(`/v1/${name}/${encodeURIComponent(String(example))}`);
    console.log(example, g.status, (await g.text()).slice(0, 300));
  }
  console.log(JSON.stringify((await erp.statements()).slice(-6), null, 1));
  console.log(gateway.logLines().slice(0, 5));
}, 100000);
