// The API documents as a Nest module. They are empty until `PublishedDocuments.publish` has seen the application.
import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import type { Catalogue } from '../../facade/catalogue.js';
import { documentController } from './document-controllers.js';
import { PublishedDocuments } from './published-documents.js';

/** Routes for the documents of every version of a catalogue. */
@Module({})
export class DocumentModule {
  static of(catalogue: Catalogue): DynamicModule {
    return {
      module: DocumentModule,
      controllers: catalogue.versions.map(({ name }) => documentController(name)),
      providers: [PublishedDocuments],
    };
  }
}
