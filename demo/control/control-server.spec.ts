// The control port's manners: whom it answers, and what it says to input that is wrong.
import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { ControlServer } from './control-server.js';
import { route } from './route.js';

const echo = z.strictObject({ word: z.string(), times: z.coerce.number().int().max(3) });
const server = new ControlServer([
  route(['GET', '/echo'], echo, ({ word, times }) => ({ said: word.repeat(times) })),
  route(['POST', '/echo'], echo, ({ word, times }) => ({ said: word.repeat(times) })),
  route(['DELETE', '/echo'], z.strictObject({}), () => {
    throw new Error('cannot be unsaid');
  }),
]);
let port: number;
beforeAll(async () => {
  port = await server.listen(0);
});
afterAll(() => server.close());

interface Reply {
  readonly status: number;
  readonly body: unknown;
}
function ask(method: string, path: string, body = '', headers: Record<string, string> = {}): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const outgoing = request({ host: '127.0.0.1', port, method, path, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: JSON.parse(text) as unknown }));
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

describe('the control port', () => {
  it('answers JSON to a body and to a query', async () => {
    expect(await ask('POST', '/echo', '{"word":"hej","times":2}')).toEqual({ status: 200, body: { said: 'hejhej' } });
    expect(await ask('GET', '/echo?word=hej&times=1')).toEqual({ status: 200, body: { said: 'hej' } });
  });

  it('names every fault of its input', async () => {
    const { status, body } = await ask('POST', '/echo', '{"word":1,"times":9,"colour":"red"}');
    expect(status).toBe(400);
    const faults = (body as { faults: string[] }).faults.join('\n');
    for (const member of ['word:', 'times:', 'colour']) expect(faults).toContain(member);
  });

  it('refuses a body that is no JSON, or too long', async () => {
    expect((await ask('POST', '/echo', '{')).status).toBe(400);
    expect((await ask('POST', '/echo', ' '.repeat(70_000))).status).toBe(400);
  });

  it('lists its routes to whoever asks for another', async () => {
    const { status, body } = await ask('GET', '/');
    expect(status).toBe(404);
    expect((body as { routes: string[] }).routes).toEqual(['GET /echo', 'POST /echo', 'DELETE /echo']);
  });

  it('says why something failed', async () => {
    expect(await ask('DELETE', '/echo')).toEqual({ status: 500, body: { error: 'cannot be unsaid' } });
  });

  it('answers no page in a browser: neither one from elsewhere nor one behind a name of its own', async () => {
    const body = '{"word":"hej","times":1}';
    expect((await ask('POST', '/echo', body, { origin: 'http://localhost:3000' })).status).toBe(403);
    expect((await ask('POST', '/echo', body, { host: `evil.example:${port}` })).status).toBe(403);
  });
});
