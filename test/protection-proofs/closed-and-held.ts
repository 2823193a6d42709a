// Proof: while the calendar keeps reads from the ERP, or a person does, nothing at all arrives there; what is kept is given,
// the rest is told until when, writes are taken in and wait; and all of it ends when it is over.
import { eventually } from '../support/running/eventually.js';
import { seldom } from './stage/erp-record.js';
import { orderRequest } from './stage/order-request.js';
import type { Ending, Told } from './stage/proof-client.js';
import { setProofStage } from './stage/proof-stage.js';
import type { ProofStage } from './stage/proof-stage.js';
import { knownQuestion, newQuestion } from './stage/questions.js';
import { missed } from './stage/verdict.js';
import type { Verdict } from './stage/verdict.js';
import { rest } from './stage/crowd.js';

/** What a run is to be. */
export interface ClosedPlan {
  /** How long nothing may arrive, in milliseconds. */
  readonly forMs: number;
  /** Twin: the window does not say that reads are to be kept away, and nobody holds the breaker. */
  readonly open?: boolean;
}

/** Its clocks never change. */
const ZONE = 'Atlantic/Reykjavik';
const MINUTE_MS = 60_000;
const WINDOW_MS = 60 * MINUTE_MS;
const REASON = { reason: 'a proof' };

/** What a clock on the wall shows there, without seconds. */
const civil = (ms: number): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone: ZONE, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(ms);

/** Runs it. */
export async function closedAndHeld({ forMs, open = false }: ClosedPlan): Promise<Verdict> {
  const now = Date.now();
  const until = Date.parse(`${new Date(now + WINDOW_MS).toISOString().slice(0, 16)}:00.000Z`);
  const window = `{ name: stocktaking, days: daily, from: "${civil(now - MINUTE_MS)}", to: "${civil(until)}", reads: ${open ? 'open' : 'cached'}, writes: hold }`;
  await using stage = await setProofStage({
    facade: {
      lane: { concurrency: 8, queue: 64, wait: '1s', timeout: '5s' },
      freshness: { fresh: '1s', revalidate: '2s', error: '10m', outage: '3h' },
      calendar: `calendar:\n  timezone: ${ZONE}\n  windows:\n    - ${window}`,
    },
    connections: 20,
  });
  const closed = await closedRun(stage, { forMs, until, open });
  const held = await heldRun(stage, { forMs, open });
  return { violations: [...closed.violations, ...held.violations], figures: { ...closed.figures, ...held.figures } };
}

interface Run {
  readonly forMs: number;
  readonly open: boolean;
}

/** The window is on from the start; a person opens it to warm up, and lets it hold again. */
async function closedRun(
  stage: ProofStage,
  { forMs, until, open }: Run & { readonly until: number },
): Promise<Verdict> {
  const { gateway, client } = stage;
  if (!open) await gateway.admin('POST', '/calendar/open', { ...REASON, until: '10m', reads: true });
  const order = await orderRequest(client);
  await eventually('an answer', async () => isOk(await client.ask({ path: knownQuestion(0) })));
  if (!open) await gateway.admin('POST', '/calendar/close', { ...REASON, reads: true });
  const arrived = await arrivals(stage, forMs);
  const [kept, refused, written] = await Promise.all([
    client.ask({ path: knownQuestion(0) }),
    client.ask({ path: newQuestion() }),
    client.ask({ ...order, headers: { 'idempotency-key': 'closed' }, keepText: true }),
  ]);
  const left = Math.ceil((until - Date.now()) / 1_000);
  const off = refused.kind === 'told' ? Math.abs((refused.retryAfter ?? 0) - left) : Infinity;
  return {
    violations: [
      ...missed(arrived.length > 0, `statements arrived in the closed time: ${arrived[0] ?? ''}`),
      ...missed(!isOutdated(kept), `what is kept was not given with its age: ${words(kept)}`),
      ...missed(!isTold(refused, 503, 'source-closed'), `what is not kept was ${words(refused)}`),
      ...missed(off > 30, `what is not kept was told a wrong time: ${words(refused)}, ${left} s are left`),
      ...missed(!isHeld(written), `a write was ${words(written)}`),
    ],
    figures: { closed: { arrived: arrived.length, kept: words(kept), refused: words(refused) } },
  };
}

/** The calendar lets reads through; a person holds the breaker. */
async function heldRun(stage: ProofStage, { forMs, open }: Run): Promise<Verdict> {
  const { gateway, client } = stage;
  if (!open) {
    await gateway.admin('POST', '/calendar/open', { ...REASON, until: '10m', reads: true });
    await eventually('an answer', async () => isOk(await client.ask({ path: newQuestion() })));
    await gateway.admin('POST', '/protection/breakers/replica/hold', REASON);
  }
  const arrived = await arrivals(stage, forMs);
  const [kept, refused] = [await client.ask({ path: knownQuestion(0) }), await client.ask({ path: newQuestion() })];
  if (!open) await gateway.admin('POST', '/protection/breakers/replica/release', REASON);
  const back = async (): Promise<boolean> => isOk(await client.ask({ path: newQuestion() }));
  const isBack = await seldom('service', back, MINUTE_MS).then(
    () => true,
    () => false,
  );
  return {
    violations: [
      ...missed(arrived.length > 0, `statements arrived while it was held: ${arrived[0] ?? ''}`),
      ...missed(!isOutdated(kept), `what is kept was not given while it was held: ${words(kept)}`),
      ...missed(
        !isTold(refused, 503, 'source-unavailable'),
        `what is not kept was ${words(refused)} while it was held`,
      ),
      ...missed(!isBack, 'a release did not bring service back'),
    ],
    figures: { held: { arrived: arrived.length, kept: words(kept), refused: words(refused) } },
  };
}

/** Everything that arrives at the replica, by whatever way, while callers ask for what is kept and for what is not. */
async function arrivals({ erp, client }: ProofStage, forMs: number): Promise<readonly string[]> {
  await eventually('the ERP to be idle', async () => (await erp.concurrency()).running === 0);
  await erp.resetStatements();
  const end = Date.now() + forMs;
  while (Date.now() < end) {
    const questions = [knownQuestion(0), newQuestion(), '/v1/orders/SO-101000', '/v1/items?limit=1'];
    await Promise.all(questions.map((path) => client.ask({ path })));
    await rest(50);
  }
  return (await erp.statements()).map(({ text }) => text.slice(0, 200));
}

const isOk = (ending: Ending): boolean => ending.kind === 'told' && ending.status === 200;

function isTold(ending: Ending, status: number, code: string): ending is Told {
  if (ending.kind !== 'told' || ending.status !== status || ending.code !== code) return false;
  return (ending.retryAfter ?? 0) >= 1;
}

const isOutdated = (ending: Ending): boolean => ending.kind === 'told' && isOk(ending) && (ending.age ?? 0) >= 1;

const isHeld = (ending: Ending): boolean =>
  ending.kind === 'told' && ending.status === 202 && ending.text.includes('"status":"held"');

const words = (ending: Ending): string =>
  ending.kind === 'told'
    ? `${ending.status} ${ending.code ?? ''} ${ending.cache} retry-after ${ending.retryAfter ?? '-'} age ${ending.age ?? '-'}`
    : ending.kind;
