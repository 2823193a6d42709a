// The baseline of a cold read: the same statements through an mssql pool, without HTTP, shaping or protection, set up
// as well as mssql allows. It must never do less for a statement than a program that uses the driver would have to.
import sql from 'mssql';
import { answerParent } from './answer.js';
import { driverType } from './driver-type.js';

/** A statement as the gateway would send it. */
export interface BareStatement {
  readonly text: string;
  readonly parameters: readonly { readonly name: string; readonly type: string; readonly value: unknown }[];
}

/** What to run, again and again, by `concurrency` callers. */
export interface BareRun {
  /** One after the other for each answer. */
  readonly statements: readonly BareStatement[];
  readonly seconds: number;
  readonly concurrency: number;
  /** False runs the driver alone, in its cheapest form. */
  readonly stringify: boolean;
}

/** What came of it. */
export interface BareResult {
  readonly requests: number;
  readonly seconds: number;
  /** Bytes of the last answer; 0 without stringify. */
  readonly bytes: number;
}

const POOL_SIZE = 8;
let pool: sql.ConnectionPool | undefined;

async function open(address: string): Promise<null> {
  const url = new URL(address);
  pool = await new sql.ConnectionPool({
    server: url.hostname,
    port: Number(url.port),
    user: url.username,
    password: decodeURIComponent(url.password),
    database: url.pathname.slice(1),
    options: { encrypt: false, trustServerCertificate: false },
    pool: { min: POOL_SIZE, max: POOL_SIZE },
    validateConnection: 'socket',
  }).connect();
  return null;
}

async function run({ statements, seconds, concurrency, stringify }: BareRun): Promise<BareResult> {
  const startedAt = performance.now();
  const endAt = startedAt + seconds * 1000;
  let requests = 0;
  let bytes = 0;
  const caller = async (): Promise<void> => {
    while (performance.now() < endAt) {
      for (const statement of statements) bytes = await answer(statement, stringify);
      requests += 1;
    }
  };
  await Promise.all(Array.from({ length: concurrency }, caller));
  return { requests, seconds: (performance.now() - startedAt) / 1000, bytes };
}

async function answer({ text, parameters }: BareStatement, stringify: boolean): Promise<number> {
  if (pool === undefined) throw new Error('the pool is not open');
  const request = pool.request();
  request.arrayRowMode = !stringify;
  for (const { name, type, value } of parameters) request.input(name, driverType(type), value);
  const { recordset } = await request.query(text);
  return stringify ? Buffer.from(JSON.stringify(recordset)).byteLength : 0;
}

answerParent({ open, run });
