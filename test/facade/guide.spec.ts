// The guide to the facade format is true: every YAML block in it is read by the loader without a fault.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { bindingFormat } from '../../src/facade/format/binding-format.js';
import { facadeFile } from '../../src/facade/format/facade-file.js';
import { csvLayout, xmlLayout } from '../../src/facade/format-of-drops/layout-file.js';
import { operationsFormat } from '../../src/facade/format/operations-format.js';
import { readSections } from '../../src/facade/loading/read-sections.js';
import { FaultList } from '../../src/facade/yaml/fault-list.js';
import { parseYaml } from '../../src/facade/yaml/parse-yaml.js';
import { pin } from './dropping-facade.js';
import { loadSmall, secret } from './small-facade.js';

const guide = readFileSync(fileURLToPath(new URL('../../docs/guides/facade-format.md', import.meta.url)), 'utf8');
const blocks = [...guide.matchAll(/^```yaml ?(\S*)\n([^]*?)^```$/gm)].map(([, kind = '', text = '']) => ({
  kind,
  text,
}));
const blockOf = (kind: string): string => blocks.find((block) => block.kind === kind)?.text ?? '';

/** How the blocks that are no whole files are read. */
const parts: Readonly<Record<string, (text: string) => readonly [z.ZodObject, string]>> = {
  map: (text) => [z.strictObject({ map: bindingFormat.shape.map }), `map:\n${text.replace(/^/gm, '  ')}`],
  operations: (text) => [z.strictObject({ operations: operationsFormat }), `operations:\n${text.replace(/^/gm, '  ')}`],
  'facade-part': (text) => [facadeFile.partial(), text],
  'layout-csv': (text) => [csvLayout, text],
  'layout-xml': (text) => [xmlLayout, text],
};

describe('the guide to the facade format', () => {
  it('holds a whole facade that loads without a fault', () => {
    const texts = {
      'facade.yaml': blockOf('facade'),
      'resources/orders.yaml': blockOf('resource'),
      'layouts/amendments.yaml': blockOf('layout'),
      'shape.lock.yaml': blockOf('lock'),
    };
    const lookup = (name: string) => (name === 'ERP_INBOX_HOST_KEY' ? pin : name.endsWith('URL') ? secret : undefined);
    const outcome = loadSmall(texts, { lookup, readSecretFile: () => 'secret' });
    expect(outcome.ok ? outcome.warnings : outcome.faults).toEqual([]);
  });

  it.each(Object.keys(parts))('holds a block of kind %s that fits its format', (kind) => {
    const [schema, text] = parts[kind]?.(blockOf(kind)) ?? [z.strictObject({}), 'no: such'];
    const faults = new FaultList();
    const document = parseYaml(
      { file: 'guide', place: [], text },
      (value) => ({ text: value, filled: [], faults: [] }),
      faults,
    );
    expect(document).toBeDefined();
    if (document !== undefined) readSections(schema, document, faults);
    expect(faults.all()).toEqual([]);
  });

  it('marks every YAML block with a kind that is tested here', () => {
    const tested = ['facade', 'resource', 'layout', 'lock', ...Object.keys(parts)];
    expect(blocks.map((block) => block.kind).sort()).toEqual(tested.sort());
  });
});
