// The operations of a whole catalogue as one Nest module.
// It must never decide who may call them; admission is the business of the application around it.
import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import type { Catalogue } from '../../facade/catalogue.js';
import { describeOperations } from '../document/describe-operation.js';
import { operationControllers } from './operation-controllers.js';
import type { Reader } from './reader.js';
import { NO_WITNESS } from './tell-read.js';
import type { ReadWitness } from './tell-read.js';

/** The controllers of every version of a catalogue, answered by one reader. */
@Module({})
export class OperationsModule {
  static of(catalogue: Catalogue, reader: Reader, witness: ReadWitness = NO_WITNESS): DynamicModule {
    const parts = { describe: describeOperations(catalogue), reader, witness };
    const controllers = catalogue.versions.flatMap((version) => operationControllers(catalogue, version, parts));
    return { module: OperationsModule, controllers };
  }
}
