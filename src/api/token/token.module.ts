// Joins the token routes for Nest.
// It must never hold logic: it binds values to the classes that the controllers ask for.
import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import type { SigningKeys } from '../../credentials/tokens/signing-keys.js';
import { describeServer } from './server-metadata.js';
import { TokenController } from './token.controller.js';
import { TokenEndpoint } from './token-endpoint.js';
import type { TokenServices } from './token-endpoint.js';
import { PublishedIdentity, WellKnownController } from './well-known.controller.js';

/**
 * The module with POST /oauth/token and GET /.well-known/…. Import what `with` returns, and call
 * `registerTokenFormBody` on the adapter before the application is initialised.
 */
@Module({})
export class TokenModule {
  static with(services: TokenServices, keys: SigningKeys): DynamicModule {
    const metadata = describeServer(services.issuer.terms.issuer, services.proofs);
    return {
      module: TokenModule,
      controllers: [TokenController, WellKnownController],
      providers: [
        { provide: TokenEndpoint, useValue: new TokenEndpoint(services) },
        { provide: PublishedIdentity, useValue: new PublishedIdentity(keys, metadata) },
      ],
    };
  }
}
