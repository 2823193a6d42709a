// What an encoding of files can do. It must never replace a character by another.

/** Characters to bytes and back, exactly or not at all. */
export interface FileCodec {
  /** The first character that the encoding does not have; undefined for text it can hold. */
  readonly firstStranger: (text: string) => string | undefined;
  /** The bytes, or the first character that the encoding does not have. */
  readonly encode: (text: string) => Uint8Array | string;
  /** Bytes of text that the encoding can hold. */
  readonly byteLength: (text: string) => number;
  /** The text; undefined for bytes that are none. No byte-order mark is taken away. */
  readonly decode: (bytes: Uint8Array) => string | undefined;
  /** A decoder of bytes that come in pieces, for one text. */
  readonly stream: () => StreamDecoder;
}

/** Decodes one text that comes in pieces. */
export interface StreamDecoder {
  /** The text of the piece and of what was held back before it; undefined once bytes were no text. */
  readonly write: (piece: Uint8Array) => string | undefined;
  /** Whether everything ended with a whole character. */
  readonly end: () => boolean;
}
