// The heart of the ERP: writes the local time into its heartbeat table every second, until it is frozen or set.
// It never waits for the database: a beat that finds a writer at work is left out, the next one is a second away.
import { DatabaseSync } from 'node:sqlite';
import { localTime } from '../contoso/local-time.js';

/** What the heart does, and the time that api.Heartbeat shows. */
export interface HeartbeatState {
  readonly frozen: boolean;
  /** Local time of Europe/Copenhagen, without a zone. */
  readonly beatAt: string;
}

const interval = 1000;

/** Beats from `start` to `stop`. */
export class Heartbeat {
  readonly #db: DatabaseSync;
  readonly #clock: () => number;
  #timer: NodeJS.Timeout | undefined;
  #frozen = false;

  /** `file` is the ERP's database; `clock` counts milliseconds since 1970. */
  constructor(file: string, clock: () => number) {
    this.#db = new DatabaseSync(file, { timeout: 0 });
    // A beat that a power cut loses is no loss, so it is not worth a wait for the disk.
    this.#db.exec('PRAGMA synchronous = NORMAL');
    this.#clock = clock;
  }

  /** Beats at once, then every second. */
  start(): void {
    this.#beat();
    this.#timer = setInterval(() => {
      if (!this.#frozen) this.#beat();
    }, interval);
    this.#timer.unref();
  }

  /** Stops the watermark where it is. */
  freeze(): HeartbeatState {
    this.#frozen = true;
    return this.state();
  }

  /** Lets it follow the clock again, at once. */
  thaw(): HeartbeatState {
    this.#frozen = false;
    this.#beat();
    return this.state();
  }

  /** Shows the time of `seconds` ago and freezes there. */
  showBehind(seconds: number): HeartbeatState {
    this.#frozen = true;
    this.#write(localTime(this.#clock() - seconds * 1000).text);
    return this.state();
  }

  /** What api.Heartbeat shows at this moment. */
  state(): HeartbeatState {
    const row = this.#db.prepare('SELECT BEATAT FROM "dbo.SYSBEA" WHERE BEATID = 1').get();
    return { frozen: this.#frozen, beatAt: String(row?.['BEATAT']) };
  }

  /** Ends beating and lets go of the file. */
  stop(): void {
    clearInterval(this.#timer);
    this.#db.close();
  }

  #beat(): void {
    try {
      this.#write(localTime(this.#clock()).text);
    } catch (error) {
      if (!isBusy(error)) throw error;
    }
  }

  #write(text: string): void {
    this.#db.prepare('UPDATE "dbo.SYSBEA" SET BEATAT = ? WHERE BEATID = 1').run(text);
  }
}

const sqliteBusy = 5;
/** Extended result codes carry the plain one in their lowest byte. */
function isBusy(error: unknown): boolean {
  const code = (error as { errcode?: unknown }).errcode;
  return typeof code === 'number' && (code & 0xff) === sqliteBusy;
}
