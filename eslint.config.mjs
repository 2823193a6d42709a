// Lint rules of the house. A rule is on for every file of its folder or it is not here: there are no exception lists.
import js from '@eslint/js';
import tseslint from 'typescript-eslint';

const ambientTime = [
  {
    selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
    message: 'Ask the injected Clock.',
  },
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'Ask the injected Clock.' },
  { selector: 'CallExpression[callee.name=/^(setTimeout|setInterval)$/]', message: 'Ask the injected Clock.' },
];
const environment = [
  {
    selector: "MemberExpression[object.name='process'][property.name='env']",
    message: 'Settings are read in src/settings only.',
  },
];
const sqlText = [
  {
    selector: 'Literal[value=/\\b(SELECT|INSERT INTO|UPDATE|DELETE FROM|EXEC)\\s/]',
    message: 'SQL text belongs to adapters.',
  },
  {
    selector: 'TemplateElement[value.raw=/\\b(SELECT|INSERT INTO|UPDATE|DELETE FROM|EXEC)\\s/]',
    message: 'SQL text belongs to adapters.',
  },
];
const statusNumbers = [
  {
    selector: 'Property[key.name=/^(status|statusCode)$/] > Literal[value>=100][value<=599]',
    message: 'HTTP status numbers live in problems, api and admin.',
  },
  {
    selector: 'CallExpression[callee.property.name=/^(status|code)$/] > Literal[value>=100][value<=599]',
    message: 'HTTP status numbers live in problems, api and admin.',
  },
];
const forbid = (...groups) => ['error', ...groups.flat()];

export default tseslint.config(
  { ignores: ['dist/', 'data/', 'node_modules/', 'coverage/'] },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      eqeqeq: 'error',
      complexity: ['error', 12],
      'max-lines': ['error', { max: 300 }],
      'max-lines-per-function': ['error', { max: 50, skipBlankLines: true, skipComments: true }],
      'max-params': ['error', 4],
      'no-restricted-exports': [
        'error',
        {
          restrictDefaultExports: {
            direct: true,
            named: true,
            defaultFrom: true,
            namedFrom: true,
            namespaceFrom: true,
          },
        },
      ],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/require-array-sort-compare': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
    },
  },
  {
    files: ['src/**/*.ts'],
    rules: { 'no-restricted-syntax': forbid(ambientTime, environment, sqlText, statusNumbers) },
  },
  { files: ['src/kernel/clock.ts'], rules: { 'no-restricted-syntax': forbid(environment, sqlText, statusNumbers) } },
  { files: ['src/settings/**/*.ts'], rules: { 'no-restricted-syntax': forbid(ambientTime, sqlText, statusNumbers) } },
  {
    files: ['src/problems/**/*.ts', 'src/api/**/*.ts', 'src/admin/**/*.ts'],
    rules: { 'no-restricted-syntax': forbid(ambientTime, environment, sqlText) },
  },
  { files: ['adapters/**/*.ts'], rules: { 'no-restricted-syntax': forbid(ambientTime, environment, statusNumbers) } },
  {
    files: ['**/*.spec.ts', 'test/**/*.ts', 'bench/**/*.ts'],
    rules: {
      'no-restricted-syntax': 'off',
      'max-lines-per-function': 'off',
      '@typescript-eslint/require-await': 'off',
    },
  },
  {
    files: ['**/*.mjs', '**/*.cjs'],
    languageOptions: { globals: { process: 'readonly', console: 'readonly', module: 'writable', URL: 'readonly' } },
  },
);
