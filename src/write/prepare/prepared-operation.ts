// What every writing operation has worked out without a request, however it is done: its checks and the question that
// verifies it. It must never hold anything of a command.
import type { CommandBinding, VerifyBinding } from '../../facade/binding-of-commands.js';
import type { WriteOperation } from '../../facade/contract.js';
import { inputSchema } from '../../facade/description/input-schema.js';
import type { RequestFault } from '../../problems/problem.js';
import { compileInputCheck } from '../accept/schema-faults.js';
import type { InputCheck } from '../accept/schema-faults.js';
import type { Command, Json } from '../command.js';
import type { WriteFrame } from './value-writer.js';
import { questionOf } from './verify-question.js';
import type { VerifyQuestion } from './verify-question.js';

/** A binding that may say how to find out whether a command happened. */
export type VerifiableBinding = CommandBinding & { readonly delivery: { readonly verify?: VerifyBinding } };

/** One operation of one version. Throws UnusableBinding where no codec can serve a column of its question. */
export abstract class PreparedOperation<Binding extends VerifiableBinding> {
  readonly check: InputCheck;
  /** Undefined where nobody can be asked whether a command happened. */
  readonly question: VerifyQuestion | undefined;

  protected constructor(
    readonly version: string,
    readonly operation: WriteOperation,
    readonly binding: Binding,
    frame: WriteFrame,
  ) {
    this.check = compileInputCheck(inputSchema(frame.resource, operation));
    this.question = questionOf({ operation, reading: frame.reading }, binding.delivery.verify, frame);
  }

  /** Whether an address can name a record: a create has no key, everything else one that the ERP could hold. */
  isKey(key: string | undefined): boolean {
    if (this.operation.kind === 'create') return key === undefined;
    return key !== undefined && this.fitsKey(key);
  }

  /** Values that fit the document and that the ERP could not hold, each with its pointer; empty when all can be written. */
  abstract misfits(input: Json, key: string | undefined): readonly RequestFault[];

  /** Why a stored command no longer fits this operation; empty when it does. */
  faultsOf({ input, key }: Command): readonly RequestFault[] {
    if (!this.isKey(key)) return [{ pointer: '', detail: 'The key does not address a record any more.' }];
    const faults = this.check(input);
    return faults.length > 0 ? faults : this.misfits(input, key);
  }

  /** Whether the ERP could hold a key. */
  protected abstract fitsKey(key: string): boolean;
}
