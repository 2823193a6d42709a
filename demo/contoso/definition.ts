// The Contoso ERP as one definition that the engine can create: tables, views, procedures, table types, logins.
// It only puts the parts together; what they contain is said in the files beside it.
import type { DatabaseDefinition } from '../engine/definition.js';
import { creditLimitOutcome } from '../procedures/credit-limit-outcome.js';
import { customerIndexes, customerTables } from './customer-tables.js';
import { interfaceIndexes, interfaceTables } from './interface-tables.js';
import { itemIndexes, itemTables } from './item-tables.js';
import type { Passwords } from './logins.js';
import { contosoLogins } from './logins.js';
import { orderLineList, submitOrder } from '../procedures/submit-order.js';
import { releaseOrder } from '../procedures/release-order.js';
import { salesIndexes, salesTables } from './sales-tables.js';
import { setCreditLimit } from '../procedures/set-credit-limit.js';
import { apiViews } from './views.js';

/** The name of the database. */
export const databaseName = 'Contoso';

/** All DDL of the ERP in the order in which it must run. */
export const contosoDdl: readonly string[] = [
  ...customerTables,
  ...itemTables,
  ...salesTables,
  ...interfaceTables,
  ...customerIndexes,
  ...itemIndexes,
  ...salesIndexes,
  ...interfaceIndexes,
  ...apiViews,
];

/** What a definition needs to know about its surroundings. */
export interface Surroundings {
  readonly passwords: Passwords;
  /** Milliseconds since 1970; procedures stamp their changes with it. */
  readonly clock: () => number;
}

/** The definition of the ERP's database. */
export function contosoDefinition({ passwords, clock }: Surroundings): DatabaseDefinition {
  return {
    database: databaseName,
    ddl: contosoDdl,
    rowversion: ['dbo.CUSTMF', 'dbo.ITEMMF', 'dbo.ORDHED'],
    procedures: {
      'erp.SubmitOrder': submitOrder(clock),
      'erp.ReleaseOrder': releaseOrder(clock),
      'erp.SetCreditLimit': setCreditLimit(clock),
      'erp.CreditLimitOutcome': creditLimitOutcome(),
    },
    tableTypes: { 'erp.OrderLineList': orderLineList },
    logins: contosoLogins(passwords),
  };
}
