// The operations of a whole catalogue as one Nest module.
// It must never bind anything but the reader; admission is the business of the application around it.
import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import type { Catalogue } from '../../facade/catalogue.js';
import { describeOperations } from '../document/describe-operation.js';
import { operationControllers } from './operation-controllers.js';
import { READER } from './reader.js';
import type { Reader } from './reader.js';
import { NO_WITNESS, READ_WITNESS } from './tell-read.js';
import type { ReadWitness } from './tell-read.js';

/** The controllers of every version of a catalogue, answered by one reader. */
@Module({})
export class OperationsModule {
  static of(catalogue: Catalogue, reader: Reader, witness: ReadWitness = NO_WITNESS): DynamicModule {
    const describe = describeOperations(catalogue);
    return {
      module: OperationsModule,
      controllers: catalogue.versions.flatMap((version) => operationControllers(catalogue, version, describe)),
      providers: [
        { provide: READER, useValue: reader },
        { provide: READ_WITNESS, useValue: witness },
      ],
    };
  }
}
