// The answer to a login: admission with everything a client needs to go on, or one error.
import { ByteWriter } from '../wire/byte-writer.js';
import * as tokens from '../wire/tokens.js';
import type { Login } from './login7.js';

export interface Admission {
  readonly database: string;
  readonly server: string;
  readonly packetSize: number;
  readonly route?: { readonly host: string; readonly port: number } | undefined;
}

/** Without the collation tedious refuses varchar parameters; without the feature answer it refuses to go on. */
export function admission(login: Login, { database, server, packetSize, route }: Admission): Buffer {
  const writer = new ByteWriter();
  const info = { state: 1, class: 0, server, procedure: '' };
  tokens.writeTextChange(writer, 1, database, 'master');
  tokens.writeMessage(writer, 'info', { ...info, number: 5701, text: `Changed database context to '${database}'.` });
  tokens.writeCollation(writer);
  tokens.writeTextChange(writer, 2, 'us_english', '');
  tokens.writeMessage(writer, 'info', { ...info, number: 5703, text: 'Changed language setting to us_english.' });
  tokens.writeLoginAck(writer, login.tdsVersion);
  if (login.wantsFeatureAck) tokens.writeFeatureAck(writer);
  tokens.writeTextChange(writer, 4, String(packetSize), '4096');
  if (route !== undefined) tokens.writeRouting(writer, route);
  tokens.writeDone(writer, { token: tokens.DONE.batch, status: 0 });
  return writer.drain();
}

export function refusal(error: { number: number; text: string; class: number; state: number }, server: string): Buffer {
  const writer = new ByteWriter();
  tokens.writeMessage(writer, 'error', { ...error, server, procedure: '' });
  tokens.writeDone(writer, { token: tokens.DONE.batch, status: tokens.DONE_STATUS.error });
  return writer.drain();
}
