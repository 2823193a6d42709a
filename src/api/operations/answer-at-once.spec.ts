// What is answered in the hook is answered to admitted requests alone, and its faults end like any other.
import { describe, expect, it } from '@jest/globals';
import Fastify from 'fastify';
import type { FastifyInstance } from 'fastify';
import { LIMITS } from '../../../test/api/public-app.js';
import { registerAfterAdmission } from '../admission/after-admission.js';
import { AdmissionContext } from '../admission/visit.js';
import type { AnswerAtOnce } from '../direct-routes.js';

function serverWith(recall: AnswerAtOnce, admitted: boolean): FastifyInstance {
  const server = Fastify();
  server.decorateRequest('banyan');
  server.addHook('onRequest', (request, _reply, done) => {
    const context = new AdmissionContext(0, { operation: 'orders.list', access: 'scoped', recall });
    context.admitted = admitted;
    request.banyan = context;
    done();
  });
  registerAfterAdmission(server, { limits: LIMITS });
  server.get('/', () => 'asked for');
  return server;
}

const bodyOf = async (server: FastifyInstance): Promise<string> => (await server.inject('/')).body;

describe('a request that can be answered at once', () => {
  const recall: AnswerAtOnce = (_request, reply) => {
    void reply.send('kept');
    return true;
  };

  it('is, once it was admitted', async () => {
    expect(await bodyOf(serverWith(recall, true))).toBe('kept');
  });

  it('is not, where it was not admitted', async () => {
    expect(await bodyOf(serverWith(recall, false))).toBe('asked for');
  });

  it('goes on to its handler where it cannot be', async () => {
    expect(await bodyOf(serverWith(() => false, true))).toBe('asked for');
  });

  it('fails like any other where answering it throws', async () => {
    const broken = serverWith(() => {
      throw new Error('a defect');
    }, true);
    expect((await broken.inject('/')).statusCode).toBe(500);
  });
});
