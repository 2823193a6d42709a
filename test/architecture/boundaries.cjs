// The layers as build errors: an import may only point down, siblings are strangers, adapters know ports only.
const levels = [
  'kernel',
  '(problems|observability)',
  '(facade|audit)',
  'legacy',
  '(credentials|protection|routing)',
  '(read|write)',
  '(api|admin)',
  'composition',
  '(cli|main\\.ts)',
];
const siblings = ['credentials|protection|routing', 'read|write', 'api|admin'];
const above = (level) => levels.slice(level + 1).join('|');
const forbid = (name, from, to) => ({ name, severity: 'error', from, to });
const NEST = 'node_modules/@nestjs';
const DRIVERS = 'node_modules/(mssql|tedious|tarn|ssh2|ssh2-sftp-client|pg|redis|ioredis)/';

module.exports = {
  forbidden: [
    forbid('no-circular', {}, { circular: true }),
    forbid('no-unresolvable', {}, { couldNotResolve: true }),
    ...levels
      .slice(0, -1)
      .map((name, level) =>
        forbid(`never-upwards-from-${name}`, { path: `^src/${name}` }, { path: `^src/(${above(level)})` }),
      ),
    ...siblings.map((group) =>
      forbid('siblings-are-strangers', { path: `^src/(${group})/` }, { path: `^src/(${group})/`, pathNot: '^src/$1/' }),
    ),
    forbid(
      'settings-are-read-at-the-top',
      { path: '^src/', pathNot: '^src/(settings|composition|cli)/|^src/main\\.ts$' },
      { path: '^src/settings/' },
    ),
    forbid(
      'settings-know-the-kernel-only',
      { path: '^src/settings/' },
      { path: '^src/', pathNot: '^src/(settings|kernel)/' },
    ),
    forbid(
      'only-composition-names-adapters',
      { path: '^src/', pathNot: '^src/composition/|\\.spec\\.ts$' },
      { path: '^adapters/' },
    ),
    forbid(
      'adapters-see-ports-only',
      { path: '^adapters/', pathNot: '\\.spec\\.ts$' },
      {
        path: '^src/',
        pathNot:
          '\\.port\\.ts$|^src/(kernel|legacy)/|^src/facade/binding|^src/observability/observation|^src/audit/chain|^src/credentials/(client|indexed-clients)\\.ts$|^src/write/(command|drops/batch)',
      },
    ),
    forbid(
      'adapters-are-strangers',
      { path: '^adapters/([^/]+)/', pathNot: '\\.spec\\.ts$' },
      { path: '^adapters/', pathNot: '^adapters/$1/' },
    ),
    forbid('adapters-are-nest-free', { path: '^adapters/' }, { path: NEST }),
    forbid(
      'the-inside-is-nest-free',
      { path: '^src/', pathNot: '^src/(main\\.ts|composition/|api/|admin/)' },
      { path: NEST },
    ),
    forbid('no-driver-outside-adapters', { path: '^src/' }, { path: `${DRIVERS}|^node:sqlite$|^sqlite$` }),
    forbid('the-demo-stands-alone', { path: '^demo/' }, { path: '^(src|adapters)/' }),
    forbid('nobody-leans-on-the-demo', { path: '^(src|adapters)/', pathNot: '\\.spec\\.ts$' }, { path: '^demo/' }),
    forbid('no-barrels', {}, { path: '^(src|adapters|demo)/.*index\\.ts$' }),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['types', 'import', 'require', 'node', 'default'],
    },
  },
};
