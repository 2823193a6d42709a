// The three doors at which somebody proves itself with a secret, and guesses at each that say nothing about a door's
// inside: at an id that nobody has, and at an id that somebody has. Requests are injected: no network adds its noise.
import type { InjectOptions, Response } from 'light-my-request';
import { createAdminApp } from '../../../src/admin/admin-server.js';
import { issueCredential } from '../../../src/credentials/issue-credential.js';
import { digestSecret } from '../../../src/credentials/secret-digest.js';
import { makeSecret } from '../../../src/credentials/secret.js';
import { createMetrics } from '../../../src/observability/metrics/metrics.js';
import { OperatorDesk } from '../../../src/write/operators/operator-desk.js';
import { passive } from '../../support/write/one-administrator.js';
import { SmallDoor } from '../../support/write/small-door.js';
import { guessAt, idOf } from '../guess.js';
import { startTokenGateway } from '../token-gateway.js';
import type { TokenGateway } from '../token-gateway.js';

/** A guess: a fresh secret each time, at an id that stays. */
export type Guess = 'at an unknown id' | 'at a known id';

/** One door. */
export interface Door {
  /** Makes one guess more, which is to be sent: making it is not the door's work. */
  readonly guess: (guess: Guess) => InjectOptions;
  readonly send: (request: InjectOptions) => Promise<Response>;
}

export type DoorName = 'the token endpoint' | 'the API' | 'the administration';

/** All of them, over one directory. */
export interface ThreeDoors extends AsyncDisposable {
  readonly doors: Readonly<Record<DoorName, Door>>;
  /** From now on an id that is known costs one HMAC more than one that is not: what a hasty return would do. */
  makeHasty(): void;
}

const NOBODY = makeSecret().credentialId;
const CORRELATION = { 'x-correlation-id': 'fixed' };
/** Nothing is ever too often: what is compared is the proof, not the counting of failures. */
const UNCOUNTED = {
  increment: () => Promise.resolve({ totalHits: 1, timeToExpire: 1, isBlocked: false, timeToBlockExpire: 0 }),
};

/** Opens them; dispose at the end. */
export async function openThreeDoors(): Promise<ThreeDoors> {
  const gateway = await startTokenGateway({ counts: UNCOUNTED });
  const { app, server, observations, secret } = gateway;
  const administration = await openAdministration(gateway);
  /** What was observed is of no use here, and would only grow. */
  const forgetful = (send: Door['send']): Door['send'] => {
    return (request) => {
      observations.length = 0;
      return send(request);
    };
  };
  return {
    doors: {
      'the token endpoint': {
        guess: (guess) => formOf(guess, secret),
        send: forgetful((request) => app.inject(request)),
      },
      'the API': {
        guess: (guess) => bearerOf('/v1/orders', guess, secret),
        send: forgetful((request) => server.inject(request)),
      },
      'the administration': administration.door,
    },
    makeHasty: () => makeHasty(gateway),
    [Symbol.asyncDispose]: async () => {
      await administration.close();
      await app.close();
      await server.close();
    },
  };
}

function bearerOf(url: string, guess: Guess, secret: string): InjectOptions {
  const id = guess === 'at a known id' ? idOf(secret) : NOBODY;
  return { url, headers: { authorization: `Bearer ${guessAt(id)}`, ...CORRELATION } };
}

function formOf(guess: Guess, secret: string): InjectOptions {
  // Names of one length: a form is read byte by byte.
  const id = guess === 'at a known id' ? 'web-shop' : 'web-shoq';
  const form = { grant_type: 'client_credentials', client_id: id, client_secret: guessAt(idOf(secret)) };
  return {
    ...{ method: 'POST', url: '/oauth/token', payload: new URLSearchParams(form).toString() },
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...CORRELATION },
  };
}

async function openAdministration(gateway: TokenGateway): Promise<{ door: Door; close: () => Promise<void> }> {
  const { clients, pepper, clock } = gateway;
  const { credential, secret } = issueCredential(pepper, clock);
  const { createdAt } = credential;
  const rights = { scopes: ['admin.*'], grants: ['*'] };
  await clients.save({
    id: 'anna',
    kind: 'administrator',
    name: 'Anna',
    ...rights,
    createdAt,
    credentials: [credential],
  });
  const { journal, audit } = new SmallDoor([]);
  const admin = await createAdminApp({
    readiness: { sources: () => new Map(), warnings: () => [], stopping: () => false },
    metrics: createMetrics({ operations: [], versions: [], processMetrics: false }),
    ...{ clock, observe: () => undefined },
    administration: {
      gate: { ...passive(clock), clients, pepper, clock },
      desks: { commands: { desk: new OperatorDesk(journal, audit), mask: () => '***' } },
    },
  });
  const door: Door = {
    guess: (guess) => bearerOf('/admin/v1/commands', guess, secret),
    send: (request) => admin.nest.inject(request),
  };
  return { door, close: admin.close };
}

function makeHasty({ clients, pepper }: TokenGateway): void {
  const [find, findByCredential] = [clients.find.bind(clients), clients.findByCredential.bind(clients)];
  const work = <Found>(found: Found): Found => {
    if (found !== undefined) digestSecret(pepper, CORRELATION['x-correlation-id']);
    return found;
  };
  clients.find = (id) => work(find(id));
  clients.findByCredential = (id) => work(findByCredential(id));
}
