// A client that believes nothing: every answer it gets must be what the committed API document says.
import { PublishedContract } from './published-contract.js';

/** An answer that kept to the document. */
export interface CheckedAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body, parsed. */
  readonly json: unknown;
  /** From sending the request to the end of the body, in milliseconds. */
  readonly ms: number;
}

/** A record of the API. */
export type ApiRecord = Readonly<Record<string, unknown>>;

/** A page of a list. */
export interface Page {
  readonly data: readonly ApiRecord[];
  readonly page: {
    readonly limit: number;
    readonly next: string | null;
    readonly total?: number;
    readonly withheld?: number;
  };
  readonly asOf: string | null;
}

/** Calls the public listener; a call rejects when its answer departs from the document. */
export class CheckingClient {
  readonly contract = new PublishedContract();
  /** Status codes seen so far, by operation. */
  readonly seen = new Map<string, Set<number>>();

  constructor(
    readonly address: string,
    private readonly token: string,
  ) {}

  get(target: string, headers: Readonly<Record<string, string>> = {}, signal?: AbortSignal): Promise<CheckedAnswer> {
    return this.#call('GET', target, headers, signal);
  }

  head(target: string, headers: Readonly<Record<string, string>> = {}): Promise<CheckedAnswer> {
    return this.#call('HEAD', target, headers);
  }

  /** One page, which must be a 200. */
  async page(target: string): Promise<Page> {
    return (await this.#ok(target)) as Page;
  }

  /** One record, which must be a 200. */
  async record(target: string): Promise<ApiRecord> {
    return (await this.#ok(target)) as ApiRecord;
  }

  /** Follows page.next from the first page to the last. */
  async pages(target: string): Promise<readonly Page[]> {
    const pages: Page[] = [];
    let after = '';
    do {
      const page = await this.page(target + (after === '' ? '' : `&after=${after}`));
      pages.push(page);
      after = page.page.next ?? '';
    } while (after !== '');
    return pages;
  }

  /** All records of a list, page by page. */
  async all(target: string): Promise<readonly ApiRecord[]> {
    return (await this.pages(target)).flatMap(({ data }) => data);
  }

  async #ok(target: string): Promise<unknown> {
    const { status, text, json } = await this.get(target);
    if (status !== 200) throw new Error(`${target}: ${status} ${text}`);
    return json;
  }

  async #call(
    method: string,
    target: string,
    headers: Readonly<Record<string, string>>,
    signal?: AbortSignal,
  ): Promise<CheckedAnswer> {
    const started = performance.now();
    const response = await fetch(this.address + target, {
      method,
      headers: { authorization: `Bearer ${this.token}`, ...headers },
      ...(signal === undefined ? {} : { signal }),
    });
    const text = await response.text();
    const ms = performance.now() - started;
    const { status } = response;
    const departures = this.contract.departures({ method, target, status, headers: response.headers, body: text });
    if (departures.length > 0)
      throw new Error([`${method} ${target}: ${status}`, ...departures, text.slice(0, 500)].join('\n  '));
    this.#note(target, status);
    return { status, headers: response.headers, text, json: text === '' ? undefined : JSON.parse(text), ms };
  }

  #note(target: string, status: number): void {
    const operation = this.contract.operationAt(target) ?? '';
    this.seen.set(operation, (this.seen.get(operation) ?? new Set()).add(status));
  }
}
