// Mistakes in the text: each is told with its file, its line and a way out.
import { tellsEach } from './mistake.js';
import type { Mistake } from './mistake.js';

const orders = 'resources/orders.yaml';
const facade = 'facade.yaml';

const inYaml: readonly Mistake[] = [
  ['a name that stands twice', orders, 'title: Sales order\n', 'title: a\ntitle: b\n', '"title" stands here twice'],
  ['an anchor', orders, 'title: Sales order', 'title: &t Sales', 'anchors and aliases are not used'],
  ['an alias', orders, 'title: Sales order', 'title: *t', 'is an alias: write the value out'],
  ['a tag', orders, 'title: Sales order', 'title: !!str x', 'the tag tag:yaml.org,2002:str is not used'],
  [
    'a name that would reach into objects',
    orders,
    'express: { type: boolean }',
    '__proto__: 1',
    'cannot be used as a name',
  ],
  ['an octal-looking number', orders, 'max: 200', 'max: 0200', '0200 is not quoted'],
  ['a number with an exponent', orders, 'max: 200', 'max: 2E2', 'Write "2E2"'],
  ['an unclosed quote', orders, 'title: Sales order', 'title: "Sales', 'is not valid YAML'],
  ['a reference without quotes', facade, 'url: "${ERP_URL}"', 'url: ${ERP_URL}', 'must stand in quotes'],
  ['a variable that is not set', facade, '"${ERP_URL}"', '"${OTHER}"', 'the variable OTHER is not set'],
  ['a secret file that is not there', facade, '"${ERP_URL}"', '"${file:/no}"', '/no cannot be read (ENOENT)'],
  ['a reference of another form', facade, '"${ERP_URL}"', '"${A B}"', 'Allowed are "${NAME}"'],
];

tellsEach('the text', inYaml);
