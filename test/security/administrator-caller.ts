// Calls the administration of a gateway over HTTP, as its first administrator or another one.

/** An answer, read. */
export interface Decided {
  readonly status: number;
  readonly text: string;
  /** Of JSON; otherwise empty. */
  readonly json: Readonly<Record<string, unknown>>;
}

/** Somebody at the door of the administration. */
export class AdministratorCaller {
  constructor(
    private readonly address: string,
    private readonly secret: string,
  ) {}

  /** Asks below /admin/v1: a GET without a body, otherwise a POST, or a PATCH. */
  async ask(path: string, body?: unknown, method?: 'PATCH'): Promise<Decided> {
    const type = method === 'PATCH' ? 'application/merge-patch+json' : 'application/json';
    const answer = await fetch(`${this.address}/admin/v1${path}`, {
      method: method ?? (body === undefined ? 'GET' : 'POST'),
      headers: {
        authorization: `Bearer ${this.secret}`,
        ...(body !== undefined && { 'content-type': type }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    const isJson = /^application\/(problem\+)?json/.test(answer.headers.get('content-type') ?? '');
    return { status: answer.status, text, json: isJson ? (JSON.parse(text) as Decided['json']) : {} };
  }

  /** Makes an application; its first secret. */
  create(id: string, scopes: readonly string[]): Promise<IssuedSecret> {
    return this.#secretOf('/clients', { id, name: id, scopes });
  }

  /** Makes a secret beside the one a client has, which stays good for as long as `overlap` says. */
  rotate(id: string, overlap: string): Promise<IssuedSecret> {
    return this.#secretOf(`/clients/${id}/credentials`, { overlap });
  }

  async #secretOf(path: string, body: unknown): Promise<IssuedSecret> {
    const { status, json, text } = await this.ask(path, body);
    const { secret, client } = json as { readonly secret?: string; readonly client?: ShownClient };
    if (status !== 201 || secret === undefined || client === undefined) throw new Error(`${status}: ${text}`);
    return { secret, client };
  }
}

/** A secret that was just made, and its client as it is from then on. */
export interface IssuedSecret {
  readonly secret: string;
  readonly client: ShownClient;
}

/** A client as it is shown, as far as tests look at it. */
export interface ShownClient {
  readonly id: string;
  readonly credentials: readonly {
    readonly id: string;
    readonly state: string;
    readonly endsAt?: string;
    readonly lastUse?: { readonly operation: string };
  }[];
}
