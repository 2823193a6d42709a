// Writes an API document as text, in an order that does not change from run to run.
// It must never open a port or touch the ERP: the command line renders documents while both are away.
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { OpenAPIObject } from '@nestjs/swagger';
import { stringify } from 'yaml';
import type { Catalogue } from '../../facade/catalogue.js';
import type { ApiVersion } from '../../facade/contract.js';
import { CommandsModule } from '../commands/commands.module.js';
import type { Writer } from '../commands/writer.js';
import { QUIET } from '../http/quiet-nest.js';
import { OperationsModule } from '../operations/operations.module.js';
import { createOpenApiDocument } from './openapi-document.js';

/** The document of a version as YAML, as it is committed and served. */
export async function renderOpenApi(catalogue: Catalogue, version: ApiVersion): Promise<string> {
  return toYaml(await buildOpenApi(catalogue, version));
}

@Module({})
class RenderedModule {}

const nobody = (): Promise<never> => Promise.reject(new Error('a document is rendered; nothing is served'));
const NO_WRITER: Writer = { accept: nobody, settled: nobody, find: nobody, list: nobody, cancel: nobody };

/** The document of a version, made from controllers that never serve. */
export async function buildOpenApi(catalogue: Catalogue, version: ApiVersion): Promise<OpenAPIObject> {
  const module = {
    module: RenderedModule,
    imports: [OperationsModule.of(catalogue, { serve: nobody }), CommandsModule.of(catalogue, NO_WRITER)],
  };
  const app = await NestFactory.create(module, new FastifyAdapter(), QUIET);
  try {
    return createOpenApiDocument(app, catalogue, version);
  } finally {
    await app.close();
  }
}

/**
 * Long lines stay whole and nothing is written as an alias, so that a difference shows where it is. Text that YAML 1.1
 * would take for a date or a boolean is quoted, because many tools still read by those rules.
 */
export function toYaml(document: OpenAPIObject): string {
  return stringify(document, { schema: 'yaml-1.1', lineWidth: 0, aliasDuplicateObjects: false });
}

/** The document as JSON text. */
export function toJson(document: OpenAPIObject): string {
  return JSON.stringify(document);
}
