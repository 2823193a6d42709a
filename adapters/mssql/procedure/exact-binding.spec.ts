import { describe, expect, it } from '@jest/globals';
import { columnBinding, type DriverCollation, exactBinding } from './exact-binding.js';

const DANISH = Buffer.from('0604d00000', 'hex');
const collation = { toBuffer: () => DANISH } as unknown as DriverCollation;

describe('types of procedure calls', () => {
  it('announce text columns of a table in the code page in which their values are encoded', () => {
    const written: Buffer[] = [];
    const { type, options } = columnBinding({ kind: 'text', wide: false, fixed: false, length: 3 }, collation);
    const buffer = {
      writeUInt8: (value: number) => written.push(Buffer.of(value)),
      writeUInt16LE: (value: number) => written.push(Buffer.of(value & 0xff, value >> 8)),
      writeBuffer: (value: Buffer) => written.push(value),
    };
    type.writeTypeInfo(buffer as never, { value: undefined, ...options }, {} as never);
    expect(Buffer.concat(written).toString('hex')).toBe(`a70300${DANISH.toString('hex')}`);
  });

  it('are declared as exactly what they are', () => {
    const { type, options } = exactBinding({ kind: 'decimal', precision: 28, scale: 8 });
    const parameter = { type, name: 'P', value: '1.00000000', output: false, ...options };
    expect(type.declaration(parameter)).toBe('decimal(28, 8)');
    expect(exactBinding({ kind: 'money', small: false }).type.declaration(parameter)).toBe('money');
  });
});
