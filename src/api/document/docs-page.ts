// The page at /docs: Swagger UI over the published documents, from files of this installation.
// It must never load anything from another host, and never run a script that is not a file of ours.
import { dirname } from 'node:path';
import { createRequire } from 'node:module';
import { Controller, Get, Inject, Module, Res } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import fastifyStatic from '@fastify/static';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Catalogue } from '../../facade/catalogue.js';
import type { BanyanRoute } from '../route-config.js';
import { renderDocsPage, renderDocsScript } from './docs-text.js';

const DOCS: BanyanRoute = { operation: 'docs', access: 'public' };

/** Files of swagger-ui-dist the page asks for; nothing else of the package is served. */
const ASSETS = new Set([
  'swagger-ui.css',
  'swagger-ui-bundle.js',
  'swagger-ui-standalone-preset.js',
  'favicon-32x32.png',
]);

/**
 * Scripts and data only from here. Swagger UI writes style attributes into its markup and embeds its icons as data,
 * which is all that is allowed inline.
 */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const CATALOGUE = Symbol('Catalogue of the docs page');

@ApiExcludeController()
@Controller('docs')
class DocsController {
  constructor(@Inject(CATALOGUE) private readonly catalogue: Catalogue) {}

  @Get()
  @RouteConfig({ banyan: DOCS })
  page(@Res() reply: FastifyReply): void {
    reply.headers({ 'content-security-policy': CONTENT_SECURITY_POLICY, 'referrer-policy': 'no-referrer' });
    send(reply, 'text/html; charset=utf-8', renderDocsPage(this.catalogue));
  }

  @Get('start.js')
  @RouteConfig({ banyan: DOCS })
  script(@Res() reply: FastifyReply): void {
    send(reply, 'text/javascript; charset=utf-8', renderDocsScript(this.catalogue));
  }
}

function send(reply: FastifyReply, type: string, text: string): void {
  reply.header('cache-control', 'no-cache').type(type).send(text);
}

/** The page and its script; `serveDocsAssets` adds the files they ask for. */
@Module({})
export class DocsModule {
  static of(catalogue: Catalogue): DynamicModule {
    return {
      module: DocsModule,
      controllers: [DocsController],
      providers: [{ provide: CATALOGUE, useValue: catalogue }],
    };
  }
}

/** Registers the files of Swagger UI below /docs/assets/. */
export function serveDocsAssets(instance: FastifyInstance): void {
  const root = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
  instance.register(async (scope) => {
    scope.addHook('onRoute', (route) => {
      route.config = { ...route.config, banyan: DOCS };
    });
    await scope.register(fastifyStatic, {
      root,
      prefix: '/docs/assets/',
      decorateReply: false,
      index: false,
      dotfiles: 'deny',
      maxAge: '1h',
      allowedPath: (path) => ASSETS.has(path.slice(1)),
    });
  });
}
