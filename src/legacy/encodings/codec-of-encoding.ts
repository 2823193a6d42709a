// Which codec serves an encoding. It must never serve one under the name of another.
import type { FileEncoding } from '../../facade/binding-of-drops.js';
import type { FileCodec } from './file-codec.js';
import { CP037, CP1047 } from './ebcdic-tables.js';
import { ebcdicTable, platformTable } from './single-byte-table.js';
import { singleByteCodec } from './single-byte-codec.js';
import { utf8Codec } from './utf8-codec.js';

const codecs = new Map<FileEncoding, FileCodec>();

/** The codec of an encoding; built once. */
export function codecOfEncoding(encoding: FileEncoding): FileCodec {
  const known = codecs.get(encoding);
  if (known !== undefined) return known;
  const codec = makeCodec(encoding);
  codecs.set(encoding, codec);
  return codec;
}

function makeCodec(encoding: FileEncoding): FileCodec {
  if (encoding === 'utf-8') return utf8Codec;
  if (encoding === 'cp037') return singleByteCodec(ebcdicTable(CP037));
  if (encoding === 'cp1047') return singleByteCodec(ebcdicTable(CP1047));
  return singleByteCodec(platformTable(encoding));
}
