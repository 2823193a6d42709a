// Serves the API documents of every version, as JSON and as YAML, to anybody.
import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import type { Type } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Problem } from '../../problems/problem.js';
import type { BanyanRoute } from '../route-config.js';
import { PublishedDocuments } from './published-documents.js';
import type { PublishedText } from './published-documents.js';

/** Short: a document changes only with a new start of the gateway, but nobody should wait long for that. */
const CACHE_CONTROL = 'public, max-age=300';

/** The controller that serves the documents of one version. */
export function documentController(version: string): Type {
  const route: BanyanRoute = { operation: 'document', version, access: 'public' };

  @ApiExcludeController()
  @Controller(version)
  class DocumentController {
    constructor(@Inject(PublishedDocuments) private readonly documents: PublishedDocuments) {}

    @Get('openapi.json')
    @RouteConfig({ banyan: route })
    json(@Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
      sendPublished(this.documents.find(version, 'json'), request, reply);
    }

    @Get('openapi.yaml')
    @RouteConfig({ banyan: route })
    yaml(@Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
      sendPublished(this.documents.find(version, 'yaml'), request, reply);
    }
  }
  return DocumentController;
}

function sendPublished(text: PublishedText | undefined, request: FastifyRequest, reply: FastifyReply): void {
  if (text === undefined) throw new Problem('internal-error', { internal: 'the API document was not published' });
  reply.header('etag', text.etag).header('cache-control', CACHE_CONTROL);
  if (holds(request.headers['if-none-match'], text.etag)) reply.code(304).send();
  else reply.type(text.contentType).send(text.body);
}

/** Weak comparison (RFC 9110, section 13.1.2). */
function holds(field: string | undefined, etag: string): boolean {
  if (field === undefined) return false;
  return field.split(',').some((tag) => tag.trim() === '*' || tag.trim().replace(/^W\//, '') === etag);
}
