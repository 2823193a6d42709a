import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { setStage } from '../support/running/stage.js';
import type { Stage } from '../support/running/stage.js';
let stage: Stage;
beforeAll(async () => { const t=performance.now(); stage = await setStage(); console.log(performance.now()-t); });
afterAll(() => stage[Symbol.asyncDispose]());
it('x', async () => {
  const page = await stage.client.page('/v1/orders?limit=2');
  console.log(JSON.stringify(page,null,1));
  console.log(JSON.stringify(await stage.erp.statements(),null,0).slice(0,3000));
  for (const r of ['customers','orders','invoices','items','price-lists','prices','shipments','stock-levels']) {
    const { data } = await stage.client.page(`/v1/${r}?limit=1`);
    console.log(JSON.stringify(data[0]));
    console.log(JSON.stringify(await stage.client.record(`/v1/${r}/${data[0]!['id']}`)).slice(0,1500));
  }
  expect(1).toBe(1);
});
