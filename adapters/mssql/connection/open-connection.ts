// Opens one connection to the server: login included, proof not. A failure says what to change.
import { Connection, type ConnectionConfiguration } from 'tedious';
import { connectFailure } from './explain-failure.js';

/** A connection attempt that can be broken off. */
export interface Opening {
  readonly connection: Connection;
  /** Resolves when logged in; rejects with a ConnectFailure, and the connection is closed then. */
  readonly ready: Promise<Connection>;
}

/** Starts to connect. Socket errors of an open connection end it and its statement; they never reach the process. */
export function openConnection(configuration: ConnectionConfiguration): Opening {
  const connection = new Connection(configuration);
  // A login error has no number; the server's message, which comes before it, has.
  const numbers: number[] = [];
  const note = (message: { number: number }): unknown => numbers.push(message.number);
  connection.on('errorMessage', note);
  connection.on('error', () => undefined);
  const ready = new Promise<Connection>((resolve, reject) => {
    connection.connect((error) => {
      connection.removeListener('errorMessage', note);
      if (error === undefined) resolve(connection);
      else reject(connectFailure(error, numbers));
    });
  });
  return { connection, ready };
}
