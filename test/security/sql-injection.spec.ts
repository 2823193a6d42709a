// The promise to the ERP's owner: whatever callers send, only statements of the known set reach the ERP, and what callers
// wrote arrives as typed values. Measured at the ERP, over HTTP and real TDS, with ten thousand hostile requests.
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { withoutNumbers } from '../../adapters/mssql/grammar/split-text.js';
import { StatementGrammar } from '../../adapters/mssql/grammar/statement-grammar.js';
import { statementPieces } from '../../src/composition/statements/statement-pieces.js';
import { KeepAliveClient } from '../support/running/keep-alive-client.js';
import type { ClientAnswer } from '../support/running/keep-alive-client.js';
import type { RecordedStatement } from '../support/running/running-erp.js';
import { setStage } from '../support/running/stage.js';
import type { Stage } from '../support/running/stage.js';
import { hostileRequests } from './hostile-queries.js';
import type { HostileRequest } from './hostile-queries.js';
import { SQL_PAYLOADS } from './sql-payloads.js';
import { declaredTypes, parameterFaults } from './statement-parameters.js';

const FACADE = 'facades/contoso';
const REQUESTS = 10_000;
/** So that the ERP's record of statements is fetched before it is full. */
const ROUND = 2_000;
/** Every so many lists the next page is asked for too, so that positions are among the statements. */
const FOLLOWED = 4;
const SEED = 20261120;

let stage: Stage;
let client: KeepAliveClient;
let requests: readonly HostileRequest[];
const answers: { readonly target: string; readonly answer: ClientAnswer }[] = [];
/** What the driver and the proofs sent on connections before the first request. */
let opening: ReadonlySet<string>;
/** One of every text and combination of types that reached the ERP with the requests. */
const statements = new Map<string, RecordedStatement>();
const values = new Set<string>();
let reached = 0;

beforeAll(async () => {
  stage = await setStage();
  client = new KeepAliveClient(stage.gateway.publicAddress);
  requests = fc.sample(hostileRequests(stage.gateway.catalogue), { seed: SEED, numRuns: REQUESTS });
  const headers = { authorization: `Bearer ${await stage.gateway.token()}` };
  opening = new Set((await stage.erp.statements()).map(({ text }) => text));
  for (let start = 0; start < requests.length; start += ROUND) {
    await stage.erp.resetStatements();
    const round = [...requests.slice(start, start + ROUND).entries()];
    await client.each(round, ([index, { target }]) => ask(target, headers, index % FOLLOWED === 0));
    await collect();
  }
}, 600_000);
afterAll(async () => {
  client[Symbol.dispose]();
  await stage[Symbol.asyncDispose]();
});

async function ask(target: string, headers: Readonly<Record<string, string>>, follow: boolean): Promise<void> {
  const answer = await client.send(target, headers);
  answers.push({ target, answer });
  const [, next] = /^<([^>]+)>/.exec(String(answer.headers['link'] ?? '')) ?? [];
  if (follow && next !== undefined) await ask(next, headers, false);
}

async function collect(): Promise<void> {
  for (const statement of await stage.erp.statements()) {
    const { text, parameters } = statement;
    if (opening.has(text)) continue;
    if (/^\/\* [\w-]+\.(list|get) \*\/\nSELECT TOP/.test(text)) reached += 1;
    statements.set([text, ...parameters.map(({ type }) => type)].join('\n'), statement);
    for (const { value } of parameters) if (typeof value === 'string') values.add(value.trimEnd());
  }
}

const texts = (): readonly string[] => [...new Set([...statements.values()].map(({ text }) => withoutNumbers(text)))];

/** Every sequence of four characters. */
function fours(text: string): readonly string[] {
  return Array.from({ length: Math.max(0, text.length - 3) }, (_, start) => text.slice(start, start + 4));
}

describe('ten thousand hostile requests', () => {
  it('were sent, and a good share of them reached the ERP', () => {
    const perOperation = Map.groupBy(requests, ({ operation }) => operation);
    expect(requests.length).toBeGreaterThanOrEqual(10_000);
    expect(perOperation.size).toBe(16);
    expect(reached).toBeGreaterThan(REQUESTS * 0.4);
  });

  it('are answered with what was asked or with a problem that blames the request, never with a 5xx', () => {
    const blamed = answers.filter(({ answer: { status } }) => ![200, 400, 404, 414].includes(status));
    expect(blamed.map(({ target, answer }) => [target, answer.status, answer.body])).toEqual([]);
    const refusals = answers.filter(({ answer }) => answer.status !== 200);
    expect(refusals.length).toBeGreaterThan(REQUESTS * 0.2);
    for (const { answer } of refusals) {
      expect(answer.headers['content-type']).toBe('application/problem+json');
      expect(JSON.parse(answer.body)).toMatchObject({ status: answer.status, code: expect.any(String) });
    }
  });

  it('lead to statements of the known set only', () => {
    const { catalogue } = stage.gateway;
    const mostSortTerms = Math.max(
      ...catalogue.versions.flatMap(({ operations }) =>
        operations.map((operation) => (operation.kind === 'list' ? operation.sort.length : 0)),
      ),
    );
    const grammar = new StatementGrammar(statementPieces(catalogue, mostSortTerms));
    const strange = [...statements.values()].filter(({ text }) => !grammar.isEmittable(text));
    expect(strange.map(({ text }) => text)).toEqual([]);
    expect(texts().length).toBeGreaterThan(500);
  });

  it('never become part of a statement: whatever four characters of theirs stand in one stand in the reviewed file too', () => {
    const reviewed = new Set(fours(withoutNumbers(readFileSync(`${FACADE}/statements.sql`, 'utf8'))));
    const inputs = requests.flatMap(({ texts: given }) => given);
    const foreign = new Set(inputs.flatMap(fours).filter((four) => !reviewed.has(four)));
    expect(foreign.size).toBeGreaterThan(1_000);
    const tainted = texts().flatMap((text) => fours(text).filter((four) => foreign.has(four)));
    expect([...new Set(tainted)]).toEqual([]);
  });

  it('arrive as values: most payloads were seen as they are, as parameters', () => {
    const cut = (payload: string): boolean =>
      [...values].some((value) => value.length >= 3 && payload.startsWith(value) && value.length >= payload.length / 3);
    const arrived = SQL_PAYLOADS.filter((payload) => values.has(payload) || cut(payload));
    expect(arrived.length).toBeGreaterThan(SQL_PAYLOADS.length * 0.7);
  });

  it('arrive in parameters of exactly the types the server declares for the columns', () => {
    const types = declaredTypes(FACADE);
    const asked = [...statements.values()];
    expect([...new Set(asked.flatMap((statement) => parameterFaults(statement, types)))]).toEqual([]);
  });
});
