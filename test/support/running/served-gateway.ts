// The gateway as operators run it: the program itself, in a process of its own, its log on standard output.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RunningProgram } from './running-program.js';

/** Where a served gateway listens, and how to be its first client. */
export interface ServedGateway {
  readonly program: RunningProgram;
  readonly publicAddress: string;
  readonly adminAddress: string;
  /** Text of a file in its data folder. */
  kept(name: string): string;
  /** Asks for a token; `credentials` are `id:secret`. */
  grant(credentials: string): Promise<Response>;
  /** A token of the first client. */
  token(): Promise<string>;
  /**
   * Everything it has logged until now. Lines wait for one another for a while before they are written, but in their
   * order: once the line of a request made for this is there, all are.
   */
  told(): Promise<string>;
}

/** The end of its line: once this is there, the whole line is. */
const STARTED = '"message":"gateway started"}';
/** Loading the program takes long where every processor is busy. */
const START_MS = 60_000;

/** Starts the program on free ports; dispose `program` at the end. Needs a build. */
export async function serveGateway(
  data: string,
  environment: Readonly<Record<string, string>>,
): Promise<ServedGateway> {
  const own = { BANYAN_PORT: '0', BANYAN_ADMIN_PORT: '0', BANYAN_DATA: data };
  const program = new RunningProgram({ args: ['bin/banyan.mjs', 'serve'], environment: { ...own, ...environment } });
  await program.said(STARTED, START_MS);
  const line = program.output.split('\n').find((text) => text.includes(STARTED)) ?? '';
  const { publicAddress, adminAddress } = JSON.parse(line) as Pick<ServedGateway, 'publicAddress' | 'adminAddress'>;
  const kept = (name: string): string => readFileSync(join(data, name), 'utf8').trim();
  const grant = (credentials: string): Promise<Response> =>
    fetch(`${publicAddress}/oauth/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from(credentials).toString('base64')}` },
      body: new URLSearchParams({ grant_type: 'client_credentials' }),
    });
  const token = async (): Promise<string> => {
    const answer = await grant(`first-client:${kept('first-client.secret')}`);
    return ((await answer.json()) as { readonly access_token: string }).access_token;
  };
  let marks = 0;
  const told = async (): Promise<string> => {
    marks += 1;
    const mark = `everything-before-${marks}`;
    await fetch(`${publicAddress}/${mark}`, { headers: { 'x-correlation-id': mark } });
    await program.said(`"${mark}"`);
    return program.output;
  };
  return { program, publicAddress, adminAddress, kept, grant, token, told };
}
