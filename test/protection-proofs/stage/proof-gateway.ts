// The gateway of a proof: the program itself in a process of its own, always at the same address, killed and started again
// at will. It must never be asked about itself where the ERP can be asked.
import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventually } from '../../support/running/eventually.js';
import { RunningProgram } from '../../support/running/running-program.js';
import type { ProgramEnd } from '../../support/running/running-program.js';
import { sabotagedBuild } from '../../torture/sabotaged-build.js';
import type { Safeguard } from '../../torture/sabotaged-build.js';

/** How it is started. */
export interface ProofGatewayStart {
  /** For its data, its log and its build. */
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
  /** A safeguard that is taken out of the product. */
  readonly without?: Safeguard | undefined;
}

/** How the lane of the replica stands, as administrators see it. */
export interface SeenLane {
  readonly breaker: string | null;
  readonly queued: number;
}

interface Addresses {
  readonly publicAddress: string;
  readonly adminAddress: string;
}

interface Protection {
  readonly lanes: readonly {
    readonly lane: string;
    readonly now: { readonly queued: number } | null;
    readonly breaker: { readonly state: string | null } | null;
  }[];
}

/** Loading the program takes long where every processor is busy. */
const START_MS = 60_000;
const STARTED = '"message":"gateway started"}';

export class ProofGateway implements AsyncDisposable {
  readonly data: string;
  readonly logFile: string;
  readonly #program: string;
  readonly #environment: Readonly<Record<string, string>>;
  #running: RunningProgram | undefined;
  #addresses: Addresses = { publicAddress: '', adminAddress: '' };

  private constructor({ folder, environment, without }: ProofGatewayStart) {
    this.data = join(folder, 'data');
    this.logFile = join(folder, 'gateway.log');
    this.#environment = environment;
    this.#program = without === undefined ? 'bin/banyan.mjs' : programWithout(without, join(folder, 'build'));
  }

  static async start(start: ProofGatewayStart): Promise<ProofGateway> {
    const gateway = new ProofGateway(start);
    await gateway.startAgain();
    return gateway;
  }

  get address(): string {
    return this.#addresses.publicAddress;
  }

  /** Secret of the client that may do everything; it is its bearer as well. */
  get firstSecret(): string {
    return this.#kept('first-client.secret');
  }

  /** Starts the program where the last one listened; resolves when it serves. */
  async startAgain(): Promise<void> {
    const { publicAddress, adminAddress } = this.#addresses;
    const own = {
      BANYAN_DATA: this.data,
      BANYAN_LOG_FILE: this.logFile,
      BANYAN_PORT: portOf(publicAddress),
      BANYAN_ADMIN_PORT: portOf(adminAddress),
    };
    const before = this.#starts().length;
    const program = new RunningProgram({
      args: [this.#program, 'serve'],
      environment: { ...own, ...this.#environment },
    });
    this.#running = program;
    const line = await eventually(
      'the gateway to start',
      () => {
        if (!program.alive) throw new Error(`the gateway ended: ${program.output}${program.complaints}${this.log()}`);
        return this.#starts()[before];
      },
      START_MS,
    );
    this.#addresses = JSON.parse(line) as Addresses;
  }

  /** Ends it as a power cut would. */
  async kill(): Promise<void> {
    this.#running?.signal('SIGKILL');
    await this.#running?.ended;
  }

  /** Says SIGTERM; resolves at its end. */
  async stop(): Promise<ProgramEnd> {
    if (this.#running === undefined) throw new Error('it does not run');
    this.#running.signal('SIGTERM');
    return await this.#running.ended;
  }

  /** Calls the administration as the first administrator; throws for anything but success. */
  async admin<Answer>(method: string, path: string, body?: unknown): Promise<Answer> {
    const headers = { authorization: `Bearer ${this.#kept('first-administrator.secret')}` };
    const response = await fetch(`${this.#addresses.adminAddress}/admin/v1${path}`, {
      method,
      headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return JSON.parse(text) as Answer;
  }

  /** Registers a client; returns its secret, which is its bearer as well. */
  async client(id: string, scopes: readonly string[], plan?: string): Promise<string> {
    const wanted = { id, name: id, contact: 'tests@example.com', scopes, ...(plan !== undefined && { plan }) };
    const { secret } = await this.admin<{ readonly secret: string }>('POST', '/clients', wanted);
    return secret;
  }

  /** For waiting on, never for judging by. */
  async lane(): Promise<SeenLane> {
    const { lanes } = await this.admin<Protection>('GET', '/protection');
    const seen = lanes.find(({ lane }) => lane === 'replica');
    return { breaker: seen?.breaker?.state ?? null, queued: seen?.now?.queued ?? 0 };
  }

  /** Everything it has logged. */
  log(): string {
    try {
      return readFileSync(this.logFile, 'utf8');
    } catch {
      return '';
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#running?.[Symbol.asyncDispose]();
  }

  #kept(name: string): string {
    return readFileSync(join(this.data, name), 'utf8').trim();
  }

  #starts(): readonly string[] {
    const lines = this.log().split('\n');
    return lines.filter((line) => line.endsWith(STARTED));
  }
}

function portOf(address: string): string {
  return address === '' ? '0' : new URL(address).port;
}

/** The program of a build without the safeguard. */
function programWithout(without: Safeguard, folder: string): string {
  cpSync('bin', join(folder, 'bin'), { recursive: true });
  sabotagedBuild(folder, without);
  return join(folder, 'bin', 'banyan.mjs');
}
