// The gateway of a torture run: the built product, told where to die, where to dawdle, and in which build it runs.
// It must never change what the gateway does otherwise; faulty builds are made by sabotaged-build.ts, in the open.
import { appendFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { setTimeout as nap } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';

const { build, die, naps, diary } = JSON.parse(process.env.TORTURE_PLAN);
const load = (path) => import(pathToFileURL(resolve(build, path)).href);
const [
  { readSettings },
  { facadeEnvironment },
  { openDataFolder },
  { openGateway },
  { loadForServing },
  { systemClock },
] = await Promise.all([
  load('src/settings/read-settings.js'),
  load('src/composition/facade-environment.js'),
  load('src/composition/data-folder.js'),
  load('src/composition/gateway.js'),
  load('src/composition/load-catalogue.js'),
  load('src/kernel/clock.js'),
]);

const reached = new Map();

/** Dies at the chosen step, without a word to anybody but the diary; takes a nap at every so-manieth of others. */
function failpoint(name) {
  const times = (reached.get(name) ?? 0) + 1;
  reached.set(name, times);
  if (die !== undefined && die.name === name && times >= die.at) {
    appendFileSync(diary, `${name}\n`);
    process.kill(process.pid, 'SIGKILL');
  }
  const wanted = naps.find((each) => each.name === name && times % each.every === 0);
  return wanted === undefined ? undefined : nap(wanted.ms);
}

const settings = readSettings(process.env);
if (!settings.ok) throw new Error(JSON.stringify(settings.faults));
const loaded = loadForServing(settings.value.BANYAN_FACADE, facadeEnvironment(process.env));
if (!loaded.ok) throw new Error(loaded.faults.join('\n'));
const gateway = await openGateway({
  settings: settings.value,
  catalogue: loaded.value.catalogue,
  folder: openDataFolder(settings.value.BANYAN_DATA),
  clock: systemClock,
  failpoint,
});
await gateway.start();
