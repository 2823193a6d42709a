// What the public sees: resources, fields and operations of the canonical model. Frozen data.
// It must never mention anything of the legacy side; that is binding.ts.

/** The canonical type of a field. */
export type FieldType =
  | { readonly kind: 'string'; readonly maxLength?: number; readonly pattern?: string }
  /** A whole number a double holds exactly; a JSON number. */
  | { readonly kind: 'integer'; readonly minimum?: number; readonly maximum?: number }
  /** A 64-bit whole number; a string in JSON. */
  | { readonly kind: 'long' }
  /** An exact decimal with exactly `scale` fraction digits; a string in JSON. */
  | { readonly kind: 'decimal'; readonly precision: number; readonly scale: number }
  | { readonly kind: 'boolean' }
  /** `2026-01-31` */
  | { readonly kind: 'date' }
  /** `23:59:59` with up to 7 fraction digits */
  | { readonly kind: 'time' }
  /** RFC 3339 in UTC, `2026-01-31T12:00:00Z`, with the fraction the ERP holds (up to 7 digits). */
  | { readonly kind: 'instant' }
  | { readonly kind: 'uuid' }
  /** Base64 in JSON. */
  | { readonly kind: 'binary'; readonly maxBytes?: number }
  | { readonly kind: 'enum'; readonly values: readonly string[] };

/** One property of a resource or of its children. */
export interface Field {
  readonly name: string;
  readonly type: FieldType;
  readonly nullable: boolean;
  /** Masked in every log and audit line. */
  readonly sensitive: boolean;
  /** An answer that shows it, or was filtered by it, is never kept in the cache. */
  readonly neverCached?: true;
  /** Name of the resource whose key this field holds. */
  readonly references?: string;
  /** The system that masters this field. */
  readonly owner?: string;
  readonly title?: string;
  readonly description?: string;
  /** An example in its JSON form. */
  readonly example?: unknown;
}

/** A bounded list of parts that belong to a resource, such as the lines of an order. */
export interface Child {
  readonly name: string;
  /** Most parts one resource may have; a record with more breaks its contract. */
  readonly max: number;
  readonly fields: readonly Field[];
  readonly title?: string;
  readonly description?: string;
}

/**
 * How long answers about a resource may be kept, as ages in milliseconds, each at least as long as the one before. `fresh`
 * and `revalidate` count from when the source was asked, `error` and `outage` from when the data was true (asOf, where known).
 */
export interface Freshness {
  /** Served without asking. */
  readonly freshMs: number;
  /** Served while the source is asked again behind it. */
  readonly revalidateMs: number;
  /** Served when asking failed once. */
  readonly errorMs: number;
  /** Served while the source is known to be away, or the calendar keeps reads from it. */
  readonly outageMs: number;
}

/** A canonical business thing the facade shows. */
export interface Resource {
  /** Lower-case words joined by hyphens, plural: `stock-levels`. It is the path segment too. */
  readonly name: string;
  readonly title: string;
  readonly description?: string;
  /** Name of the field that addresses one of them; empty where they are only created, and never looked at. */
  readonly key: string;
  readonly fields: readonly Field[];
  readonly children: readonly Child[];
  /** Absent: no answer is kept. */
  readonly freshness?: Freshness;
}

/** What a filter may ask. `contains` and `startsWith` are for text. */
export type FilterOperator = 'eq' | 'ne' | 'in' | 'gt' | 'gte' | 'lt' | 'lte' | 'contains' | 'startsWith' | 'isNull';

/** The operators one field accepts. */
export interface Filter {
  readonly field: string;
  readonly operators: readonly FilterOperator[];
}

/** Bounds of a list's page. */
export interface PageBounds {
  readonly defaultLimit: number;
  readonly maxLimit: number;
}

interface OperationBase {
  /** `orders.list`: names the route, the OpenAPI operationId, the scope, the metric label. Carries no version. */
  readonly id: string;
  readonly resource: string;
  readonly title?: string;
  readonly description?: string;
  /** Children shown in every answer. */
  readonly embed: readonly string[];
  /** Whether callers may choose fields with `fields=`. */
  readonly selectable: boolean;
}

export interface ListOperation extends OperationBase {
  readonly kind: 'list';
  readonly filters: readonly Filter[];
  /** Fields a caller may sort by. */
  readonly sort: readonly string[];
  /** Order used when the caller names none; the key is appended as the tie-break. */
  readonly defaultSort: readonly SortTerm[];
  readonly page: PageBounds;
  /** Whether `count=exact` is offered. */
  readonly countable: boolean;
}

export interface GetOperation extends OperationBase {
  readonly kind: 'get';
}

/** One thing a caller can read. */
export type Operation = ListOperation | GetOperation;

/** A field in the input of a writing operation; its type is the resource field's. */
export interface InputField {
  readonly field: string;
  readonly required: boolean;
}

/** A list of children in the input of a writing operation, with bounds of its length. */
export interface InputChild {
  readonly child: string;
  readonly required: boolean;
  readonly min: number;
  readonly max: number;
  readonly fields: readonly InputField[];
}

/**
 * One thing a caller can have done: accepted as a command now, brought to the ERP later.
 * `create`: POST /v1/orders. `change`: PATCH /v1/orders/{id} (JSON Merge Patch, RFC 7396).
 * `action`: POST /v1/orders/{id}/release, named by the last part of the operation id.
 */
export interface WriteOperation {
  readonly kind: 'create' | 'change' | 'action';
  /** `orders.create`; the last part is the operation's name in the facade. */
  readonly id: string;
  readonly resource: string;
  readonly title?: string;
  readonly description?: string;
  readonly fields: readonly InputField[];
  readonly children: readonly InputChild[];
  /** Names of the values the ERP gives back when it has done it, with their types; shown as `result`. */
  readonly results: readonly Field[];
  /** Refusals of the ERP a caller can meet: stable reason codes and their public text. */
  readonly refusals: readonly { readonly reason: string; readonly text: string }[];
  /**
   * Whether it may depend on what its sender has read (If-Match); absent where that is refused. `changed` is the reason of
   * the refusal that says: it was another one by the time it was applied. Without it nobody looks then.
   */
  readonly ifMatch?: { readonly changed?: string };
}

/** One term of an order. */
export interface SortTerm {
  readonly field: string;
  readonly descending: boolean;
}

/** A published version of the facade and what it offers. */
export interface ApiVersion {
  /** `v1`; the first path segment. */
  readonly name: string;
  /** Day of release, `2026-12-01`. */
  readonly released: string;
  /** What can be read. */
  readonly operations: readonly Operation[];
  /** What can be written. */
  readonly writes: readonly WriteOperation[];
}
