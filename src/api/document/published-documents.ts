// Keeps the rendered API documents ready to send. It must never render during a request.
import { createHash } from 'node:crypto';
import type { INestApplication } from '@nestjs/common';
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
  readonly #texts = new Map<string, PublishedText>();

  /** Renders the documents of every version from the controllers of the application. */
  publish(app: INestApplication, catalogue: Catalogue): void {
    for (const version of catalogue.versions) {
      const document = createOpenApiDocument(app, catalogue, version);
      this.#texts.set(`${version.name}.json`, publishedText('json', toJson(document)));
      this.#texts.set(`${version.name}.yaml`, publishedText('yaml', toYaml(document)));
    }
  }

  /** The document of a version; undefined before `publish` or for a version that does not exist. */
  find(version: string, format: DocumentFormat): PublishedText | undefined {
    return this.#texts.get(`${version}.${format}`);
  }
}

function publishedText(format: DocumentFormat, text: string): PublishedText {
  const digest = createHash('sha256').update(text).digest('base64url').slice(0, 27);
  return { body: Buffer.from(text), contentType: CONTENT_TYPES[format], etag: `"${digest}"` };
}
