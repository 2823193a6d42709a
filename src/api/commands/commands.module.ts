// Everything callers can write, and what became of it, as one Nest module.
// It must never bind anything but the writer; admission is the business of the application around it.
import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import type { Catalogue } from '../../facade/catalogue.js';
import { describeCommands } from '../document-of-writes/describe-commands.js';
import { describeWrites } from '../document-of-writes/describe-writes.js';
import { commandController } from './command-controllers.js';
import { writeControllers } from './write-controllers.js';
import { WRITER } from './writer.js';
import type { Writer } from './writer.js';

/** The controllers of every version that can be written to; none where nothing can. */
@Module({})
export class CommandsModule {
  static of(catalogue: Catalogue, writer: Writer): DynamicModule {
    const describe = describeWrites(catalogue);
    const writable = catalogue.versions.filter(({ writes }) => writes.length > 0);
    return {
      module: CommandsModule,
      controllers: writable.flatMap((version) => [
        ...writeControllers(catalogue, version, describe, writer),
        commandController(version.name, describeCommands(catalogue, version)),
      ]),
      providers: [{ provide: WRITER, useValue: writer }],
    };
  }
}
