// What a record says, by the layout's tables. It must never guess a result, nor pass on what a cut-off record seems to say.
import type { AcknowledgedResult } from '../../facade/binding-of-drops.js';
import type { AcknowledgedRecord, UnreadableRecord } from './acknowledged-record.js';
import { cleanMessage, isPlainWord } from './clean-message.js';
import type { AcknowledgementFile, ToldTexts } from './told-texts.js';

/** Where a record stands in its file, and whether it is known to be all there. */
export interface RecordSpot {
  readonly line: number;
  readonly isWhole: boolean;
}

/** The record, or why it is none. */
export function interpretRecord(
  layout: AcknowledgementFile,
  texts: ToldTexts,
  { line, isWhole }: RecordSpot,
): AcknowledgedRecord | UnreadableRecord {
  const fault = isWhole || texts.isComplete ? faultIn(layout, texts) : 'the file ends within this record';
  if (fault !== undefined) return { kind: 'unreadable', line, detail: fault };
  const [command, key, reason] = [texts.member('command'), texts.member('key'), texts.member('reason')];
  const code = texts.member('result') ?? '';
  const refusal = reason === undefined ? undefined : layout.reasons.get(reason);
  const message = cleanMessage(texts.member('message') ?? '');
  const memberLine = texts.member('line');
  return {
    kind: 'record',
    line,
    result: resultOf(layout, code),
    code,
    outputs: outputsOf(layout, texts),
    ...told('command', command),
    ...told('key', key),
    ...told('reason', reason),
    ...told('message', message),
    ...(memberLine === undefined || memberLine === '' ? {} : { memberLine: Number(memberLine) }),
    ...(refusal === undefined ? {} : { refusal }),
  };
}

function told<Name extends string>(name: Name, text: string | undefined): Partial<Record<Name, string>> {
  return text === undefined || text === '' ? {} : ({ [name]: text } as Record<Name, string>);
}

/** Where only refusals are told and no place says so, every record is one. */
function resultOf({ match, places, results }: AcknowledgementFile, code: string): AcknowledgedResult | undefined {
  return match === 'errors-only' && places.result === undefined ? 'refused' : results.get(code);
}

function outputsOf({ outputs }: AcknowledgementFile, texts: ToldTexts): ReadonlyMap<string, string> {
  return new Map(
    outputs.flatMap(({ result }) => {
      const text = texts.output(result) ?? '';
      return text === '' ? [] : [[result, text] as const];
    }),
  );
}

const LINE = /^0*[1-9]\d{0,8}$/;
const WORDS = ['command', 'line', 'key', 'result', 'reason'] as const;

function faultIn(layout: AcknowledgementFile, texts: ToldTexts): string | undefined {
  if (!namesSomething(layout, texts)) return 'does not say what it is about';
  if (layout.places.result !== undefined && texts.member('result') === undefined) return 'has no result';
  const line = texts.member('line') ?? '';
  if (line !== '' && !LINE.test(line)) return 'has something else than a number in the place of the line';
  const words = [
    ...WORDS.map((name) => texts.member(name)),
    ...layout.outputs.map(({ result }) => texts.output(result)),
  ];
  return words.every((word) => isPlainWord(word ?? ''))
    ? undefined
    : 'holds control characters, or far more than a code';
}

/** What a record must tell so that it can belong to a command. */
function namesSomething({ match }: AcknowledgementFile, texts: ToldTexts): boolean {
  const has = (name: 'command' | 'line' | 'key'): boolean => (texts.member(name) ?? '') !== '';
  switch (match) {
    case 'command':
      return has('command');
    case 'file-and-line':
      return has('line');
    case 'business-key':
      return has('key');
    case 'errors-only':
      return has('command') || has('line') || has('key');
    case 'file':
      return true;
  }
}
