// Jest in ESM mode: the sources stay ESM, @swc/jest only strips types and emits decorator metadata for Nest.
export default {
  rootDir: '.',
  testMatch: ['<rootDir>/{src,adapters,demo,test,bench}/**/*.spec.ts'],
  testEnvironment: 'node',
  testSequencer: '<rootDir>/test/longest-first.mjs',
  reporters: ['default', '<rootDir>/test/summary-reporter.mjs'],
  setupFiles: ['<rootDir>/test/jest-setup.mjs'],
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  // Half of what tests do is waiting for processes and servers, so two cores carry three.
  maxWorkers: 3,
  // Modules of finished files are never collected, and a large heap makes every collection slow.
  workerIdleMemoryLimit: '1500MB',
  // Longer than anything waits on a busy machine (test/support/running/eventually.ts), so that its words are heard.
  testTimeout: 60_000,
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2023',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true },
          keepClassNames: true,
        },
        module: { type: 'es6' },
        sourceMaps: 'inline',
      },
    ],
  },
};
