// The client directory over one JSON file, clients.json.
// It must never drop its last good state for a file it cannot read: it keeps serving and says so, until it is repaired.
import type { CancelTimer, Clock } from '../../src/kernel/clock.js';
import { ClientDirectory } from '../../src/credentials/client-directory.port.js';
import type { Client } from '../../src/credentials/client-directory.port.js';
import type { Observer } from '../../src/observability/observation.js';
import { replaceFile } from './atomic-write.js';
import { formatClientFile, freezeClient, parseClientFile } from './client-file.js';
import { NO_CLIENTS, takeSnapshot } from './client-snapshot.js';
import { WRITABLE_BY_OTHERS, readPrivateFile } from './private-file.js';

/** How often the file is looked at, so that an edit by hand counts within five seconds. */
const LOOK_EVERY_MS = 2000;
const NO_FILE = 'none';

/** What the directory needs besides its path. */
export interface FolderClientDirectoryOptions {
  readonly clock: Clock;
  readonly observe: Observer;
}

/** One process writes; edits by others, such as an editor or the command line, are taken over as they appear. */
export class FolderClientDirectory extends ClientDirectory implements Disposable {
  #snapshot = NO_CLIENTS;
  #fingerprint = NO_FILE;
  /** Reads and writes of the file go one after the other. */
  #turn: Promise<unknown> = Promise.resolve();
  #cancelLook: CancelTimer = () => undefined;
  #closed = false;
  /** Said once, until it changes. */
  #complaint: string | undefined;

  private constructor(
    private readonly path: string,
    private readonly options: FolderClientDirectoryOptions,
  ) {
    super();
  }

  /** Reads the file; no file means no clients. Rejects with every fault of a file that is not valid. */
  static async open(path: string, options: FolderClientDirectoryOptions): Promise<FolderClientDirectory> {
    const directory = new FolderClientDirectory(path, options);
    await directory.#read();
    directory.#lookLater();
    return directory;
  }

  find(id: string): Client | undefined {
    return this.#snapshot.byId.get(id);
  }

  findByCredential(credentialId: string): Client | undefined {
    return this.#snapshot.byCredential.get(credentialId);
  }

  list(): readonly Client[] {
    return this.#snapshot.clients;
  }

  save(client: Client): Promise<void> {
    return this.#inTurn(async () => {
      await this.#read();
      const others = this.#snapshot.clients.filter((each) => each.id !== client.id);
      const text = formatClientFile([...others, freezeClient(client)].sort((a, b) => (a.id < b.id ? -1 : 1)));
      parseClientFile(text, this.path);
      await replaceFile(this.path, text);
      await this.#read();
    });
  }

  /** Takes over what changed in the file since. Rejects, and keeps the present state, when it is not valid. */
  refresh(): Promise<void> {
    return this.#inTurn(() => this.#read());
  }

  /** Stops looking at the file. */
  [Symbol.dispose](): void {
    this.#closed = true;
    this.#cancelLook();
  }

  async #read(): Promise<void> {
    const read = await readPrivateFile(this.path, WRITABLE_BY_OTHERS);
    const fingerprint = read?.fingerprint ?? NO_FILE;
    if (fingerprint === this.#fingerprint) return;
    const clients = read === undefined ? [] : parseClientFile(read.text, this.path);
    this.#snapshot = takeSnapshot(clients, this.#snapshot);
    this.#fingerprint = fingerprint;
    this.#complaint = undefined;
  }

  #inTurn(work: () => Promise<void>): Promise<void> {
    const done = this.#turn.then(work);
    this.#turn = done.catch(() => undefined);
    return done;
  }

  #lookLater(): void {
    if (this.#closed) return;
    this.#cancelLook = this.options.clock.after(LOOK_EVERY_MS, () => {
      void this.refresh()
        .catch((error: unknown) => this.#complain(error))
        .then(() => this.#lookLater());
    });
  }

  #complain(error: unknown): void {
    const text = error instanceof Error ? error.message : 'The client file cannot be read.';
    if (text === this.#complaint) return;
    this.#complaint = text;
    this.options.observe({ kind: 'warning', topic: 'client-file', text });
  }
}
