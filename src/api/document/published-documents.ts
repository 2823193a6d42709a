// Keeps the API documents ready to send: JSON from the start, YAML from the first time somebody asks for it, because
// writing it takes as long as starting everything else. It must never write the same text twice.
import { createHash } from 'node:crypto';
import type { INestApplication } from '@nestjs/common';
import type { OpenAPIObject } from '@nestjs/swagger';
import type { Catalogue } from '../../facade/catalogue.js';
import { createOpenApiDocument } from './openapi-document.js';
import { toJson, toYaml } from './render-openapi.js';

/** A text that is the same for everybody. */
export interface PublishedText {
  readonly body: Buffer;
  readonly contentType: string;
  /** Strong, over the body. */
  readonly etag: string;
}

/** How a document can be had. YAML: RFC 9512. */
export type DocumentFormat = 'json' | 'yaml';

const CONTENT_TYPES: Readonly<Record<DocumentFormat, string>> = {
  json: 'application/json',
  yaml: 'application/yaml',
};

/** The documents of all versions; filled once, while the application starts. */
export class PublishedDocuments {
  readonly #documents = new Map<string, OpenAPIObject>();
  readonly #texts = new Map<string, PublishedText>();

  /** Builds the documents of every version from the controllers of the application. */
  publish(app: INestApplication, catalogue: Catalogue): void {
    for (const version of catalogue.versions) {
      this.#documents.set(version.name, createOpenApiDocument(app, catalogue, version));
      this.find(version.name, 'json');
    }
  }

  /** The document of a version; undefined before `publish` or for a version that does not exist. */
  find(version: string, format: DocumentFormat): PublishedText | undefined {
    const name = `${version}.${format}`;
    const document = this.#documents.get(version);
    const text = this.#texts.get(name) ?? (document === undefined ? undefined : publishedText(format, document));
    if (text !== undefined) this.#texts.set(name, text);
    return text;
  }
}

function publishedText(format: DocumentFormat, document: OpenAPIObject): PublishedText {
  const text = format === 'json' ? toJson(document) : toYaml(document);
  const digest = createHash('sha256').update(text).digest('base64url').slice(0, 27);
  return { body: Buffer.from(text), contentType: CONTENT_TYPES[format], etag: `"${digest}"` };
}
