// A gateway that is killed in the middle of its work: the next one waits until what was left at the ERP must be over.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, jest } from '@jest/globals';
import { eventually } from '../support/running/eventually.js';
import { ownFolder } from '../support/running/own-folder.js';
import { startErp } from '../support/running/running-erp.js';
import { serveGateway } from '../support/running/served-gateway.js';
import { hurriedFacade } from './hurried-facade.js';
import { NO_CACHE, viewStatements } from './hurried-stage.js';

// Limits inside the tests are tight; this one only has to be longer than a busy machine needs.
jest.setTimeout(180_000);

const TIMEOUT_MS = 4_000;

describe('after a kill in the middle of a statement', () => {
  it('nothing is asked of the source until that must be over, and readers are told when; a clean stop leaves no wait', async () => {
    await using erp = await startErp();
    using facade = hurriedFacade({ timeout: `${TIMEOUT_MS}ms`, wait: '1s' });
    using folder = ownFolder();
    const data = join(folder.path, 'data');
    const mark = join(data, 'busy-lanes', 'replica.busy');
    await using programs = new AsyncDisposableStack();
    const start = async () => {
      const served = await serveGateway(data, { BANYAN_FACADE: facade.path, ...NO_CACHE, ...erp.addresses() });
      const headers = { authorization: `Bearer ${await served.token()}` };
      programs.use(served.program);
      return { ...served, ask: () => fetch(`${served.publicAddress}/v1/orders?limit=1`, { headers }) };
    };

    const first = await start();
    await erp.fault({ on: 'request', match: 'FROM [api].[Orders]', delayMs: 60_000 });
    const asked = first.ask().catch(() => undefined);
    await eventually('a statement', async () => (await viewStatements(erp, 'Orders')).length > 0);
    expect(existsSync(mark)).toBe(true);
    first.program.signal('SIGKILL');
    await first.program.ended;
    await asked;
    await erp.heal();
    await erp.resetStatements();

    const second = await start();
    const refused: Response[] = [];
    await eventually('service', async () => {
      const answer = await second.ask();
      if (answer.status === 200) return true;
      refused.push(answer);
      return false;
    });
    for (const answer of refused) {
      expect(await answer.json()).toMatchObject({ status: 503, code: 'source-unavailable' });
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    }
    const told = (await second.told())
      .split('\n')
      .find((line) => line.includes('A former process ended without stopping'));
    const { time } = JSON.parse(told ?? '{}') as { readonly time: string };
    const firstAsked = Math.min(...(await erp.statements()).map(({ start: at }) => at));
    expect(firstAsked - Date.parse(time)).toBeGreaterThanOrEqual(TIMEOUT_MS);

    second.program.signal('SIGTERM');
    await second.program.ended;
    expect(existsSync(mark)).toBe(false);
  });
});
