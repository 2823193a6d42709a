// The committed API document as a judge of answers: status, header fields, content type and body of every operation.
// It must never know more than the document says; what the document does not describe is a departure.
import { readFileSync } from 'node:fs';
import addFormats from 'ajv-formats';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { ValidateFunction } from 'ajv/dist/2020.js';
import { parse } from 'yaml';

/** An answer as the judge looks at it. */
export interface Judged {
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
}

interface Node {
  readonly [name: string]: unknown;
}

const DOCUMENT = 'openapi/v1.yaml';
/** Fields of HTTP itself and of every answer whoever made it; a document of the API need not repeat them. */
const TRANSPORT = new Set([
  'connection',
  'content-length',
  'content-type',
  'date',
  'keep-alive',
  'x-content-type-options',
]);
/** The document says of these that they may be absent. */
const OPTIONAL = new Set(['banyan-as-of', 'link', 'age', 'cache-status']);
/** What a caller has left is told where it is known who calls, which a refusal may come before. */
const OF_A_PLAN = new Set(['ratelimit', 'ratelimit-policy']);
const QUOTA_USED_UP = 429;

/** Judges answers by the document; loaded once per test file. */
export class PublishedContract {
  readonly #document: Node;
  readonly #ajv = new Ajv2020({ strict: false, allErrors: true });
  readonly #validators = new Map<string, ValidateFunction>();

  constructor(file = DOCUMENT) {
    this.#document = parse(readFileSync(file, 'utf8')) as Node;
    (addFormats as unknown as (ajv: Ajv2020) => void)(this.#ajv);
    for (const width of ['int32', 'int64']) this.#ajv.addFormat(width, true);
    this.#ajv.addSchema({ ...this.#document, $id: 'document' });
  }

  /** The id of every operation that reads a resource, with its path. */
  operations(): ReadonlyMap<string, string> {
    const paths = Object.entries(this.#document['paths'] as Record<string, { readonly get?: Node }>);
    return new Map(
      paths.flatMap(([path, { get }]) =>
        get === undefined || path.includes('/commands') ? [] : [[String(get['operationId']), path]],
      ),
    );
  }

  /** The operation a path belongs to, or undefined. */
  operationAt(target: string): string | undefined {
    const path = target.split('?')[0] ?? '';
    for (const [operation, template] of this.operations()) {
      if (new RegExp(`^${template.replace(/\{\w+\}/, '[^/]+')}$`).test(path)) return operation;
    }
    return undefined;
  }

  /** Everything in which an answer departs from the document; empty when it keeps to it. */
  departures(judged: Judged): readonly string[] {
    const operation = this.operationAt(judged.target);
    if (operation === undefined) return [`no operation of the document is at ${judged.target}`];
    const at = ['paths', this.operations().get(operation) ?? '', 'get', 'responses', String(judged.status)];
    const found = this.#resolve(at);
    if (found === undefined) return [`${operation} does not describe status ${judged.status}`];
    return [...headerDepartures(this, found, judged), ...this.#bodyDepartures(found, judged)];
  }

  /** The schema faults of a value at a place of the document. */
  faultsAt(pointer: readonly string[], value: unknown): readonly string[] {
    const reference = `document#/${pointer.map(escapePointer).join('/')}`;
    const validate = this.#validators.get(reference) ?? this.#ajv.compile({ $ref: reference });
    this.#validators.set(reference, validate);
    if (validate(value)) return [];
    return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`);
  }

  /** Follows a reference, if one stands there. */
  follow(pointer: readonly string[]): readonly string[] {
    const reference = (this.#at(pointer) as Node | undefined)?.['$ref'];
    return typeof reference === 'string' ? reference.slice(2).split('/') : pointer;
  }

  /** The member names of the object at a place. */
  namesAt(pointer: readonly string[]): readonly string[] {
    return Object.keys((this.#at(pointer) as Node | undefined) ?? {});
  }

  #resolve(pointer: readonly string[]): readonly string[] | undefined {
    return this.#at(pointer) === undefined ? undefined : this.follow(pointer);
  }

  #at(pointer: readonly string[]): unknown {
    return pointer.reduce<unknown>((node, name) => (node as Node | undefined)?.[name], this.#document);
  }

  #bodyDepartures(response: readonly string[], { method, headers, body }: Judged): readonly string[] {
    const types = this.namesAt([...response, 'content']);
    const type = headers.get('content-type')?.split(';')[0];
    if (types.length === 0) return body === '' && type === undefined ? [] : ['a body where the document has none'];
    if (type === undefined || !types.includes(type)) return [`content type ${String(type)} instead of ${types.join()}`];
    if (method === 'HEAD') return body === '' ? [] : ['a body in the answer to HEAD'];
    const length = headers.get('content-length');
    const cut =
      length !== null && Number(length) !== Buffer.byteLength(body) ? ['content-length is not its length'] : [];
    return [...cut, ...this.faultsAt([...response, 'content', type, 'schema'], JSON.parse(body))];
  }
}

function mayBeAbsent(name: string, status: number): boolean {
  if (OPTIONAL.has(name)) return true;
  return OF_A_PLAN.has(name) && status >= 400 && status !== QUOTA_USED_UP;
}

function headerDepartures(
  contract: PublishedContract,
  response: readonly string[],
  { headers, status }: Judged,
): string[] {
  const described = contract.namesAt([...response, 'headers']);
  const missing = described.filter((name) => !mayBeAbsent(name.toLowerCase(), status) && !headers.has(name));
  const wrong = described.flatMap((name) => {
    const text = headers.get(name);
    if (text === null) return [];
    const value = name === 'Retry-After' ? Number(text) : text;
    const place = [...contract.follow([...response, 'headers', name]), 'schema'];
    return contract.faultsAt(place, value).map((fault) => `header ${name}: ${text}${fault}`);
  });
  const known = new Set([...TRANSPORT, ...described.map((name) => name.toLowerCase())]);
  const strange = [...headers.keys()].filter((name) => !known.has(name));
  return [
    ...missing.map((name) => `header ${name} is missing`),
    ...wrong,
    ...strange.map((name) => `header ${name} is not described`),
  ];
}

const escapePointer = (name: string): string => encodeURIComponent(name.replaceAll('~', '~0').replaceAll('/', '~1'));
