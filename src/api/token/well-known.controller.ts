// GET /.well-known/…: the public keys and the metadata of the token endpoint.
// It must never serve anything that is not meant for everybody.
import { Controller, Get, Header, Inject, VERSION_NEUTRAL } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiExcludeController } from '@nestjs/swagger';
import type { SigningKeys } from '../../credentials/tokens/signing-keys.js';
import type { ServerMetadata } from './server-metadata.js';

/** What is published, asked anew each time; a class, because it is also the token for its injection. */
export class PublishedIdentity {
  constructor(
    readonly signing: Pick<SigningKeys, 'jwks'>,
    readonly metadata: ServerMetadata,
  ) {}
}

/** Short enough for a planned new key to be known before it signs. */
const CACHE = 'public, max-age=300';
const PUBLIC_ROUTE = RouteConfig({ banyan: { operation: 'well-known', access: 'public' } });

@ApiExcludeController()
@Controller({ path: '.well-known', version: VERSION_NEUTRAL })
export class WellKnownController {
  constructor(@Inject(PublishedIdentity) private readonly identity: PublishedIdentity) {}

  @Get('jwks.json')
  @Header('cache-control', CACHE)
  @PUBLIC_ROUTE
  keys(): SigningKeys['jwks'] {
    return this.identity.signing.jwks;
  }

  @Get('oauth-authorization-server')
  @Header('cache-control', CACHE)
  @PUBLIC_ROUTE
  server(): ServerMetadata {
    return this.identity.metadata;
  }
}
