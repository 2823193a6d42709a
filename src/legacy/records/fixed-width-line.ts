// Cells side by side at their places, counted in bytes. It must never let two of them overlap.
import type { RecordItem } from '../../facade/binding-of-drops.js';
import { UnusableBinding } from '../codec.js';

interface Piece {
  readonly index: number;
  /** Bytes from 0. */
  readonly start: number;
  readonly end: number;
}

/**
 * Puts cells of exactly their width into a line; blanks fill the gaps and, where `width` is given, the end.
 * Throws UnusableBinding where places overlap or pass the width.
 */
export function fixedWidthLine(
  items: readonly RecordItem[],
  width: number | undefined,
): (cells: readonly string[]) => string {
  const pieces = items.map(pieceOf).sort((one, other) => one.start - other.start);
  let end = 0;
  const steps = pieces.map((piece) => {
    if (piece.start < end) throw new UnusableBinding(`${items[piece.index]?.name ?? ''} lies over the value before it`);
    const gap = ' '.repeat(piece.start - end);
    end = piece.end;
    return { gap, index: piece.index };
  });
  if (width !== undefined && end > width) throw new UnusableBinding(`the record is longer than ${width} bytes`);
  const rest = ' '.repeat((width ?? end) - end);
  return (cells) => steps.map(({ gap, index }) => gap + (cells[index] ?? '')).join('') + rest;
}

function pieceOf({ name, place }: RecordItem, index: number): Piece {
  if (place.kind !== 'fixed-width') throw new UnusableBinding(`${name} has no place in a line of fixed width`);
  return { index, start: place.at - 1, end: place.at - 1 + place.width };
}
