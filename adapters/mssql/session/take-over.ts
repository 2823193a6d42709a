// Puts a Session on a connection of the driver, which keeps everything else: its own requests still go through.
// It must never touch a connection that does not look as expected; such a one stays with the driver alone.
import { Duplex, Writable } from 'node:stream';
import type { Connection } from 'tedious';
import { Session } from './session.js';

const sessions = new WeakMap<Connection, Session | undefined>();

/**
 * The session of an open connection on which nothing is under way, made at the first time of asking. Undefined when the
 * driver is not built as this version of it is: it is pinned, and this only has to be safe.
 */
export function sessionOf(driver: Connection): Session | undefined {
  const known = sessions.get(driver);
  if (known !== undefined || sessions.has(driver)) return known;
  const made = takeOver(driver);
  sessions.set(driver, made);
  return made;
}

/** Older versions of the protocol describe columns in another way. */
const OLDEST_TDS = '7_2';

function takeOver(driver: Connection): Session | undefined {
  const { messageIo } = driver;
  const stream: unknown = messageIo.securePair?.cleartext ?? messageIo.socket;
  const other: unknown = Reflect.get(messageIo, 'incomingMessageStream');
  if (!(stream instanceof Duplex) || !(other instanceof Writable) || tdsVersion(driver) < OLDEST_TDS) return undefined;
  const session = new Session(driver, stream);
  stream.unpipe(other);
  stream.on('data', (chunk: Buffer) => {
    if (session.busy) session.take(chunk);
    else passOn(chunk, stream, other);
  });
  stream.once('end', () => other.end());
  // Without a pipe the stream stands still.
  stream.resume();
  return session;
}

/** What pipe does: the reader's pace is kept. */
function passOn(chunk: Buffer, from: Duplex, to: Writable): void {
  if (to.write(chunk)) return;
  from.pause();
  to.once('drain', () => from.resume());
}

/** The version agreed at login. */
function tdsVersion(driver: Connection): string {
  return driver.config.options.tdsVersion;
}
