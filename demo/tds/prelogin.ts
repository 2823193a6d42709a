// PRELOGIN (MS-TDS 2.2.6.5): the first exchange, where client and server agree on encryption.
import { ProtocolError } from '../wire/packet.js';

export type Encryption = 'off' | 'on' | 'required';

/** What an ENCRYPTION option says. */
const SAYS = { off: 0, on: 1, notSupported: 2, required: 3 } as const;

const OPTION = { version: 0, encryption: 1, instance: 2, thread: 3, mars: 4, end: 0xff } as const;

/** What the client's PRELOGIN says about encryption. */
export function readPrelogin(data: Buffer): number {
  for (let at = 0; at < data.length && data.readUInt8(at) !== OPTION.end; at += 5) {
    if (data.length < at + 5) throw new ProtocolError('truncated prelogin');
    const offset = data.readUInt16BE(at + 1);
    if (data.readUInt8(at) === OPTION.encryption && offset < data.length) return data.readUInt8(offset);
  }
  return SAYS.off;
}

/**
 * What to answer, and whether TLS follows. A client that cannot encrypt is told that it must (and goes away) only when
 * encryption is required; one that would encrypt its login only gets no encryption unless it is required.
 */
export function agreeOnEncryption(client: number, mode: Encryption, secure: boolean): { answer: number; tls: boolean } {
  if (secure || mode === 'off') return { answer: SAYS.notSupported, tls: false };
  const wants = client === SAYS.on || client === SAYS.required;
  if (mode === 'required') return { answer: SAYS.required, tls: client !== SAYS.notSupported };
  return wants ? { answer: SAYS.on, tls: true } : { answer: SAYS.notSupported, tls: false };
}

/** The server's PRELOGIN. */
export function preloginAnswer(encryption: number): Buffer {
  const options: readonly (readonly [number, Buffer])[] = [
    [OPTION.version, Buffer.from([16, 0, 0x10, 0x45, 0, 0])],
    [OPTION.encryption, Buffer.from([encryption])],
    [OPTION.instance, Buffer.from([0])],
    [OPTION.thread, Buffer.alloc(0)],
    [OPTION.mars, Buffer.from([0])],
  ];
  const head = Buffer.alloc(options.length * 5 + 1, OPTION.end);
  let offset = head.length;
  for (const [index, [token, value]] of options.entries()) {
    head.writeUInt8(token, index * 5);
    head.writeUInt16BE(offset, index * 5 + 1);
    head.writeUInt16BE(value.length, index * 5 + 3);
    offset += value.length;
  }
  return Buffer.concat([head, ...options.map(([, value]) => value)]);
}
