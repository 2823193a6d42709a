// The control port: a small HTTP server on the loopback for tests and operators of the demonstration.
// It has no password, so it answers only this machine, and never a page in a browser.
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Route } from './route.js';
import { InputFault } from './route.js';

const loopback = '127.0.0.1';
const largestBody = 65_536;

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** Serves the routes as JSON over HTTP. */
export class ControlServer {
  readonly #server: Server;

  constructor(routes: readonly Route[]) {
    this.#server = createServer((request, response) => {
      void answer(routes, request).then((reply) => send(response, reply));
    });
  }

  /** Resolves with the port it listens on; always on the loopback. Rejects when the port is taken. */
  listen(port: number): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(port, loopback, () => resolve((this.#server.address() as AddressInfo).port));
    });
  }

  /** Cuts connections and stops listening. */
  close(): Promise<void> {
    return new Promise((resolve) => {
      this.#server.close(() => resolve());
      this.#server.closeAllConnections();
    });
  }
}

async function answer(routes: readonly Route[], request: IncomingMessage): Promise<Answer> {
  // A page in a browser sends an Origin, or a Host of its own when it rebinds a name to the loopback.
  const host = (request.headers.host ?? '').replace(/:\d+$/, '');
  if (request.headers.origin !== undefined || ![loopback, 'localhost'].includes(host))
    return { status: 403, body: { error: 'The control port answers tools on this machine only.' } };
  const url = new URL(request.url ?? '/', `http://${loopback}`);
  const found = routes.find(({ method, path }) => method === request.method && path === url.pathname);
  if (found === undefined) {
    const known = routes.map(({ method, path }) => `${method} ${path}`);
    return { status: 404, body: { error: 'There is no such route.', routes: known } };
  }
  try {
    const input = found.method === 'GET' ? Object.fromEntries(url.searchParams) : await bodyOf(request);
    return { status: 200, body: await found.handle(input) };
  } catch (error) {
    if (error instanceof InputFault)
      return { status: 400, body: { error: 'The input is wrong.', faults: error.faults } };
    return { status: 500, body: { error: error instanceof Error ? error.message : String(error) } };
  }
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8') as AsyncIterable<string>) {
    text += chunk;
    if (text.length > largestBody) throw new InputFault([`body: longer than ${largestBody} characters`]);
  }
  if (text === '') return {};
  try {
    return JSON.parse(text);
  } catch {
    throw new InputFault(['body: must be JSON']);
  }
}

function send(response: ServerResponse, { status, body }: Answer): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(`${JSON.stringify(body)}\n`);
}
