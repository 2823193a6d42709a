// What the test server does wrong, set by tests while it runs.
import { basename, dirname } from 'node:path';
import ssh2 from 'ssh2';
import type { SftpRequest } from './served-files.js';

type RequestKind = SftpRequest['kind'];

/** Which request a fault waits for: the nth of all (from 1, counted since `behave`), or the next one that fits. */
export type FaultPoint = { readonly nth: number } | { readonly kind: RequestKind; readonly path?: string };

/** What happens there. `cut`: the connection dies, before or after the request is performed. `silence`: from there on. */
export type FaultAction = 'cut-before' | 'cut-after' | 'silence';

interface Denial {
  readonly kind: RequestKind;
  /** Last part of the path; any when absent. */
  readonly name?: string;
  /** Last part of the folder of the path, or of the path itself. */
  readonly folder?: string;
  readonly code: number;
}

export class ServerFaults {
  /** Bytes of each file that are kept although every write is acknowledged. */
  keptBytes: number | undefined;
  /** Bytes of each file after which writing is refused. */
  quota: number | undefined;
  isCorrupting = false;
  isOverwriting = false;
  /** Most bytes in the answer to one read. */
  longestRead: number | undefined;
  /** Names that listings have besides the real ones. */
  inventedNames: readonly string[] = [];
  /** Every request since `behave`, such as `RENAME /inbox/a`. */
  requests: string[] = [];
  /** Called when a request has arrived, before anything is done about it. */
  onRequest: (request: SftpRequest) => void = () => undefined;
  #denials: Denial[] = [];
  #points: { readonly point: FaultPoint; readonly action: FaultAction }[] = [];
  #isSilent = false;

  at(point: FaultPoint, action: FaultAction): void {
    this.#points.push({ point, action });
  }

  /** Refuses requests from now on, as a server does that does not permit them. */
  deny(kinds: readonly RequestKind[], where: { name?: string; folder?: string; code?: number } = {}): void {
    const { code = ssh2.utils.sftp.STATUS_CODE.PERMISSION_DENIED, ...place } = where;
    this.#denials.push(...kinds.map((kind) => ({ kind, code, ...place })));
  }

  behave(): void {
    this.keptBytes = undefined;
    this.quota = undefined;
    this.longestRead = undefined;
    this.isCorrupting = false;
    this.isOverwriting = false;
    this.inventedNames = [];
    this.requests = [];
    this.onRequest = () => undefined;
    this.#denials = [];
    this.#points = [];
    this.#isSilent = false;
  }

  denial(request: SftpRequest): number | undefined {
    const path = 'path' in request ? request.path : '';
    return this.#denials.find(
      ({ kind, name, folder }) =>
        kind === request.kind &&
        (name === undefined || basename(path) === name) &&
        (folder === undefined || basename(dirname(path)) === folder || basename(path) === folder),
    )?.code;
  }

  /** Told of every request before it is performed; says what is to happen at it. */
  arrived(request: SftpRequest): FaultAction | undefined {
    const path = 'path' in request ? request.path : '';
    this.requests.push(`${request.kind} ${path}`.trim());
    this.onRequest(request);
    if (this.#isSilent) return 'silence';
    const found = this.#points.find(({ point }) =>
      'nth' in point
        ? point.nth === this.requests.length
        : point.kind === request.kind && (point.path === undefined || basename(path) === point.path),
    );
    if (found === undefined) return undefined;
    this.#points.splice(this.#points.indexOf(found), 1);
    if (found.action === 'silence') this.#isSilent = true;
    return found.action;
  }
}
