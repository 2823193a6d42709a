// The JSON Schemas that editors use are those of the loader, and they accept the demo facade.
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { Ajv } from 'ajv';
import { parse } from 'yaml';
import { facadeJsonSchemaFiles, facadeJsonSchemas } from '../../src/facade/format/json-schemas.js';

const facades = fileURLToPath(new URL('../../facades', import.meta.url));
const contoso = `${facades}/contoso`;
const validator = (name: string) =>
  new Ajv({ strict: false, allErrors: true }).compile(facadeJsonSchemas()[name] ?? false);

describe('the published JSON Schemas', () => {
  it.each([...facadeJsonSchemaFiles()])('are committed as generated: %s', (name, text) => {
    expect(readFileSync(`${facades}/schema/${name}`, 'utf8')).toBe(text);
  });

  it('accept every file of the demo facade', () => {
    const parts = { resources: validator('resource.schema.json'), layouts: validator('layout.schema.json') };
    for (const [part, isValid] of Object.entries(parts)) {
      for (const file of readdirSync(`${contoso}/${part}`)) {
        expect([file, isValid(parse(readFileSync(`${contoso}/${part}/${file}`, 'utf8')))]).toEqual([file, true]);
      }
    }
    expect(validator('facade.schema.json')(parse(readFileSync(`${contoso}/facade.yaml`, 'utf8')))).toBe(true);
    expect(validator('shape-lock.schema.json')(parse(readFileSync(`${contoso}/shape.lock.yaml`, 'utf8')))).toBe(true);
  });

  it('refuse a member nobody knows', () => {
    const facade = parse(readFileSync(`${contoso}/facade.yaml`, 'utf8')) as object;
    expect(validator('facade.schema.json')({ ...facade, sauces: {} })).toBe(false);
    const layout = parse(readFileSync(`${contoso}/layouts/new-customers.yaml`, 'utf8')) as object;
    expect(validator('layout.schema.json')({ ...layout, width: 80 })).toBe(false);
  });
});
