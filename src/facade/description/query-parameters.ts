// Every query parameter of an operation, made from the contract. What is not in this list is refused by the parser and
// absent from the document; nothing else may add one.
import type { Field, FilterOperator, ListOperation, Operation, Resource } from '../contract.js';
import { LONGEST_CURSOR, MOST_FILTER_VALUES } from './bounds.js';
import { exampleOf } from './field-schema.js';
import { filterExpectation } from './filter-schema.js';
import { filterName } from './query-parameter.js';
import type { QueryParameter } from './query-parameter.js';
import { CURSOR_PATTERN } from './resource-schema.js';

const MEANING: Readonly<Record<FilterOperator, string>> = {
  eq: 'is',
  ne: 'has a value other than',
  in: 'is one of',
  gt: 'is after or greater than',
  gte: 'is at least',
  lt: 'is before or less than',
  lte: 'is at most',
  contains: 'contains',
  startsWith: 'starts with',
  isNull: 'has no value (true) or has one (false)',
};

/** The query parameters of an operation, in the order in which they are documented. */
export function queryParameters(resource: Resource, operation: Operation): readonly QueryParameter[] {
  const fields = operation.selectable ? [fieldsParameter(resource, operation)] : [];
  if (operation.kind === 'get') return fields;
  return [
    ...filterParameters(resource, operation),
    ...(operation.sort.length === 0 ? [] : [sortParameter(resource, operation)]),
    limitParameter(operation),
    afterParameter(),
    ...(operation.countable ? [countParameter()] : []),
    ...fields,
  ];
}

function filterParameters(resource: Resource, operation: ListOperation): readonly QueryParameter[] {
  return operation.filters.flatMap(({ field: name, operators }) => {
    const field = resource.fields.find((candidate) => candidate.name === name);
    return field === undefined ? [] : operators.map((operator) => filterParameter(field, operator));
  });
}

function filterParameter(field: Field, operator: FilterOperator): QueryParameter {
  const { schema: bare, words } = filterExpectation(field.type, operator);
  const example = operator === 'isNull' ? true : (field.example ?? exampleOf(field.type));
  const schema = example === undefined ? bare : { ...bare, examples: [example] };
  const common = {
    name: filterName(field.name, operator),
    use: { kind: 'filter', field: field.name, operator },
    description: `Only records whose ${field.name} ${MEANING[operator]}${operator === 'isNull' ? '' : ' this'}.`,
  } as const;
  if (operator !== 'in') return { ...common, style: 'single', schema, expected: words };
  return {
    ...common,
    style: 'repeated',
    schema: { type: 'array', items: schema, minItems: 1, maxItems: MOST_FILTER_VALUES },
    description: `Only records whose ${field.name} ${MEANING.in} these; repeat the parameter for each value.`,
    expected: `1 to ${MOST_FILTER_VALUES} times ${words}`,
  };
}

function sortParameter(resource: Resource, operation: ListOperation): QueryParameter {
  const terms = operation.sort.flatMap((field) => [field, `-${field}`]);
  const usual = operation.defaultSort.map((term) => (term.descending ? `-${term.field}` : term.field));
  return {
    name: 'sort',
    use: { kind: 'sort' },
    style: 'commas',
    schema: {
      type: 'array',
      items: { type: 'string', enum: terms },
      minItems: 1,
      maxItems: operation.sort.length,
      uniqueItems: true,
    },
    description:
      `Fields to sort by, most important first; a minus sign turns one around. Without it: ${[...usual, resource.key].join(',')}.` +
      ` The order is completed with ${resource.key}, so that it is total.`,
    expected: `a list, separated by commas, of ${operation.sort.join(', ')}, each at most once and with a leading minus sign for descending order`,
  };
}

function limitParameter({ page }: ListOperation): QueryParameter {
  return {
    name: 'limit',
    use: { kind: 'limit' },
    style: 'single',
    schema: {
      type: 'integer',
      format: 'int32',
      minimum: 1,
      maximum: page.maxLimit,
      default: page.defaultLimit,
      examples: [page.defaultLimit],
    },
    description: 'Most records of a page.',
    expected: `a whole number from 1 to ${page.maxLimit}`,
  };
}

function afterParameter(): QueryParameter {
  return {
    name: 'after',
    use: { kind: 'after' },
    style: 'single',
    schema: { type: 'string', minLength: 1, maxLength: LONGEST_CURSOR, pattern: CURSOR_PATTERN },
    description: 'The cursor from page.next of the page before. It holds for the same filters, sort and fields only.',
    expected: 'the value of page.next from the page before, unchanged',
  };
}

function countParameter(): QueryParameter {
  return {
    name: 'count',
    use: { kind: 'count' },
    style: 'single',
    schema: { type: 'string', enum: ['exact'] },
    description: 'Adds page.total, the number of records that match. It costs the ERP a statement more.',
    expected: 'exact',
  };
}

function fieldsParameter(resource: Resource, operation: Operation): QueryParameter {
  const names = [...resource.fields.map((field) => field.name), ...operation.embed];
  return {
    name: 'fields',
    use: { kind: 'fields' },
    style: 'commas',
    schema: {
      type: 'array',
      items: { type: 'string', enum: names },
      minItems: 1,
      maxItems: names.length,
      uniqueItems: true,
    },
    description: `The members to answer with; ${resource.key} is always among them.`,
    expected: `a list, separated by commas, of ${names.join(', ')}, each at most once`,
  };
}
