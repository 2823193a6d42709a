// Guards that whoever is let in and then takes its time to send the body decides nothing it could not decide by then.
import { request } from 'node:http';
import type { ClientRequest } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { AdminStage } from '../support/admin/admin-stage.js';
import { eventually } from '../support/running/eventually.js';

const BODY = JSON.stringify({ id: 'shop', name: 'Shop', scopes: ['orders.list'] });

let stage: AdminStage;
let secret: string;
beforeEach(async () => {
  stage = await AdminStage.open();
  secret = await stage.seat({ id: 'mette', scopes: ['admin.clients.*'], grants: ['*'] });
});
afterEach(() => stage[Symbol.asyncDispose]());

const bearer = () => ({ authorization: `Bearer ${secret}`, 'content-type': 'application/json' });

/** A request whose head was let in and whose body is still to come; the status that it is answered with. */
async function begun(): Promise<{ readonly end: () => void; readonly status: Promise<number | undefined> }> {
  const headers = { ...bearer(), 'content-length': Buffer.byteLength(BODY) };
  const sending: ClientRequest = request(`${stage.url}/admin/v1/clients`, { method: 'POST', headers });
  const status = new Promise<number | undefined>((resolve, reject) => {
    sending.on('error', reject);
    sending.on('response', (answer) => resolve(answer.resume().statusCode));
  });
  sending.write(BODY.slice(0, 1));
  const isIn = async (): Promise<boolean> =>
    JSON.stringify((await stage.call('/administrators/mette')).json).includes('"clients.create"');
  await eventually('the head is let in', isIn);
  return { end: () => void sending.end(BODY.slice(1)), status };
}

describe('an administrator who was let in, and whose body is still to come,', () => {
  it.each([
    ['revoked', 401, () => stage.call('/administrators/mette/revoke', { body: {} })],
    ['narrowed', 403, () => patch({ scopes: ['admin.clients.read'] })],
    ['moved to another network', 401, () => patch({ networks: ['10.0.0.0/8'] })],
  ])('decides nothing when it was %s meanwhile', async (_, refused, happens) => {
    const { end, status } = await begun();
    expect((await happens()).status).toBe(200);
    end();
    expect(await status).toBe(refused);
    expect((await stage.call('/clients/shop')).status).toBe(404);
  });

  it('decides when nothing has happened to it', async () => {
    const { end, status } = await begun();
    end();
    expect(await status).toBe(201);
  });
});

const patch = (body: object) => stage.call('/administrators/mette', { method: 'PATCH', body });
