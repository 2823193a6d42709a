// Where the members of an acknowledgement stand, from YAML to the catalogue.
import type { AcknowledgementPlace, AcknowledgementPlaces } from '../binding-of-drops.js';
import type { AcknowledgementFileFormat, AcknowledgementMember } from '../format-of-drops/acknowledgement-format.js';
import type { Spot } from '../yaml/spot.js';

type Entries = readonly (readonly [AcknowledgementMember, AcknowledgementPlace])[];

/** The places by member; `spot` is the acknowledgement. */
export function joinPlaces(format: AcknowledgementFileFormat, spot: Spot): AcknowledgementPlaces {
  return Object.fromEntries(entriesOf(format, spot));
}

function entriesOf(format: AcknowledgementFileFormat, spot: Spot): Entries {
  switch (format.format) {
    case 'csv':
      return members(format.columns).map(([name, column]) => [name, { kind: 'column', column }]);
    case 'fixed-width':
      return members(format.bytes).map(([name, { at, width }]) => [name, { kind: 'bytes', at, width }]);
    case 'xml': {
      const { attributes = {}, elements = {} } = format;
      for (const name of Object.keys(elements)) {
        if (Object.hasOwn(attributes, name)) spot.in('elements', name).errorAtKey(`${name} is an attribute already.`);
      }
      return [
        ...members(attributes).map(([name, text]) => [name, { kind: 'attribute', name: text }] as const),
        ...members(elements).map(([name, text]) => [name, { kind: 'element', name: text }] as const),
      ];
    }
  }
}

/** The members that are written, with the type of their names. */
function members<Value>(
  record: Readonly<Partial<Record<AcknowledgementMember, Value>>>,
): readonly (readonly [AcknowledgementMember, Value])[] {
  return Object.entries(record) as [AcknowledgementMember, Value][];
}

/** Where the results of the operation stand. */
export function joinOutputs(
  format: AcknowledgementFileFormat,
  spot: Spot,
): readonly { readonly result: string; readonly place: AcknowledgementPlace }[] {
  switch (format.format) {
    case 'csv':
      return Object.entries(format.outputs ?? {}).map(([result, column]) => ({
        result,
        place: { kind: 'column', column },
      }));
    case 'fixed-width':
      return Object.entries(format.outputs ?? {}).map(([result, { at, width }]) => ({
        result,
        place: { kind: 'bytes', at, width },
      }));
    case 'xml':
      return Object.entries(format.outputs ?? {}).map(([result, { attribute, element }]) => {
        if ((attribute === undefined) === (element === undefined)) {
          spot.in('outputs', result).error('needs the name of an `attribute` or of an `element`, one of both.');
        }
        const kind = attribute === undefined ? 'element' : 'attribute';
        return { result, place: { kind, name: attribute ?? element ?? '' } };
      });
  }
}
