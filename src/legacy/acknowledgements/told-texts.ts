// Which places of a record are read, and in which order their texts are handed on.
// It must never know how a place is found; that is the formats' business.
import type { Acknowledgement, AcknowledgementPlace, AcknowledgementPlaces } from '../../facade/binding-of-drops.js';

/** The acknowledgement of a layout that has one. */
export type AcknowledgementFile = Extract<Acknowledgement, { kind: 'file' }>;

/** The texts of one record, by what they tell: undefined where the record has no such place. */
export interface ToldTexts {
  readonly member: (name: keyof AcknowledgementPlaces) => string | undefined;
  readonly output: (result: string) => string | undefined;
  /** Whether every place of the layout is there. */
  readonly isComplete: boolean;
}

/** Finds the text at a place, without blanks at its ends. */
export type TextAt = (place: AcknowledgementPlace) => string | undefined;

/** Looks into a record. */
export function toldTexts({ places, outputs }: AcknowledgementFile, textAt: TextAt): ToldTexts {
  const at = (place: AcknowledgementPlace | undefined): string | undefined =>
    place === undefined ? undefined : textAt(place)?.trim();
  const all = [
    ...Object.values(places as Readonly<Record<string, AcknowledgementPlace>>),
    ...outputs.map(({ place }) => place),
  ];
  return {
    member: (name) => at(places[name]),
    output: (result) => at(outputs.find((output) => output.result === result)?.place),
    get isComplete() {
      return all.every((place) => textAt(place) !== undefined);
    },
  };
}
