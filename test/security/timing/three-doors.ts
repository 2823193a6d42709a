// The three doors at which somebody proves itself with a secret, and guesses at each that say nothing about a door's
// inside: at an id that nobody has, and at an id that somebody has. Injected, they carry no noise of a network.
import type { FastifyInstance } from 'fastify';
import type { InjectOptions } from 'light-my-request';
import { digestSecret } from '../../../src/credentials/secret-digest.js';
import { makeSecret } from '../../../src/credentials/secret.js';
import { KeepAliveClient } from '../../support/running/keep-alive-client.js';
import { ADMIN_PATH, openAdministrationDoor } from '../administration-door.js';
import type { AdministrationDoor } from '../administration-door.js';
import { guessAt, idOf } from '../guess.js';
import { startTokenGateway } from '../token-gateway.js';
import type { TokenGateway } from '../token-gateway.js';

/** A guess: a fresh secret each time, at an id that stays. */
export type Guess = 'at an unknown id' | 'at a known id';

/** A guess as it is sent. */
export interface Knock {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly payload: string;
}

/** What came of it. */
export interface Refusal {
  readonly statusCode: number;
  readonly body: string;
  readonly headers: Readonly<Record<string, unknown>>;
}

type Send = (knock: Knock) => Promise<Refusal>;

/** One door. */
export interface Door {
  /** Makes one guess more, which is to be sent: making it is not the door's work. */
  readonly guess: (guess: Guess) => Knock;
  readonly send: Send;
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

/** Opens them; dispose at the end. `loopback`: guesses go over a connection, as a caller's do, and are not injected. */
export async function openThreeDoors({ loopback = false } = {}): Promise<ThreeDoors> {
  const started = new AsyncDisposableStack();
  const gateway = await startTokenGateway({ counts: UNCOUNTED });
  const { app, server, observations, secret } = gateway;
  started.defer(() => server.close());
  started.defer(() => app.close());
  const administration = started.use(await openAdministrationDoor(gateway));
  const sendTo = async (listener: Listener): Promise<Send> => {
    const connection = loopback ? started.use(new KeepAliveClient(await listener.listen(), 1)) : undefined;
    const send = connection === undefined ? injected(listener) : sentOver(connection);
    return (knock) => {
      // What was observed is of no use here, and would only grow.
      observations.length = 0;
      return send(knock);
    };
  };
  const tokens = app.getHttpAdapter().getInstance();
  return {
    doors: {
      'the token endpoint': { guess: (guess) => formOf(guess, secret), send: await sendTo(listening(tokens)) },
      'the API': { guess: (guess) => bearerOf('/v1/orders', guess, secret), send: await sendTo(listening(server)) },
      'the administration': {
        guess: (guess) => bearerOf(ADMIN_PATH, guess, administration.secret),
        send: await sendTo(administration),
      },
    },
    makeHasty: () => makeHasty(gateway),
    [Symbol.asyncDispose]: () => started.disposeAsync(),
  };
}

type Listener = Pick<AdministrationDoor, 'send' | 'listen'>;

const listening = (server: FastifyInstance): Listener => ({
  send: (request) => server.inject(request),
  listen: () => server.listen({ host: '127.0.0.1', port: 0 }),
});

const injected =
  ({ send }: Listener): Send =>
  (knock) =>
    send(knock satisfies InjectOptions);

const sentOver =
  (connection: KeepAliveClient): Send =>
  async ({ url, headers, method, payload }) => {
    const { status, ...rest } = await connection.send(url, headers, method, payload);
    return { statusCode: status, ...rest };
  };

function bearerOf(url: string, guess: Guess, secret: string): Knock {
  const id = guess === 'at a known id' ? idOf(secret) : NOBODY;
  return { method: 'GET', url, headers: { authorization: `Bearer ${guessAt(id)}`, ...CORRELATION }, payload: '' };
}

function formOf(guess: Guess, secret: string): Knock {
  // Names of one length: a form is read byte by byte.
  const id = guess === 'at a known id' ? 'web-shop' : 'web-shoq';
  const form = { grant_type: 'client_credentials', client_id: id, client_secret: guessAt(idOf(secret)) };
  const headers = { 'content-type': 'application/x-www-form-urlencoded', ...CORRELATION };
  return { method: 'POST', url: '/oauth/token', headers, payload: new URLSearchParams(form).toString() };
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
