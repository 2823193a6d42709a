// POST /oauth/token: the HTTP side of the token endpoint.
// It must never let an answer that carries a token, or the reason for having none, be stored on the way.
import { Controller, HttpCode, Inject, Post, Req, Res, VERSION_NEUTRAL } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { TokenEndpoint } from './token-endpoint.js';
import { TOKEN_OPERATION } from './token-form-body.js';
import { TokenRefusal } from './token-refusal.js';

/** Left out of the API document, which names this address as the token URL of its security scheme. */
@ApiExcludeController()
@Controller({ path: 'oauth', version: VERSION_NEUTRAL })
export class TokenController {
  constructor(@Inject(TokenEndpoint) private readonly endpoint: TokenEndpoint) {}

  @Post('token')
  @HttpCode(200)
  @RouteConfig({ banyan: { operation: TOKEN_OPERATION, access: 'public' } })
  async issue(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    reply.headers({ 'cache-control': 'no-store', pragma: 'no-cache' });
    try {
      reply.send(await this.endpoint.issue(read(request)));
    } catch (error) {
      if (!(error instanceof TokenRefusal)) throw error;
      refuse(error, request, reply);
    }
  }
}

function read(request: FastifyRequest): Parameters<TokenEndpoint['issue']>[0] {
  return {
    authorization: request.headers.authorization,
    form: typeof request.body === 'string' ? request.body : '',
    address: request.ip,
    correlationId: request.banyan.correlationId,
  };
}

/** A 401 must name a scheme (RFC 9110, 15.5.2); Basic is what RFC 6749 asks every server to support. */
function refuse({ error, description, status }: TokenRefusal, request: FastifyRequest, reply: FastifyReply): void {
  request.banyan.outcome = status === 401 ? 'unauthenticated' : 'invalid-request';
  if (status === 401) reply.header('www-authenticate', 'Basic realm="banyan"');
  reply.status(status).send({ error, error_description: description });
}
