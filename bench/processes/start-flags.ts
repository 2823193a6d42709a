// The flags that `npm start` gives to Node, so that the gateway is measured as it is started.
import { readFileSync } from 'node:fs';

const PACKAGE = new URL('../../../package.json', import.meta.url);
const START = /node ((?:--\S+ )*)dist\/src\/main\.js/;

/** In the order in which they stand there; throws when the script no longer starts the program itself. */
export function startFlags(): readonly string[] {
  const { scripts } = JSON.parse(readFileSync(PACKAGE, 'utf8')) as { scripts: Readonly<Record<string, string>> };
  const flags = START.exec(scripts['start'] ?? '')?.[1];
  if (flags === undefined) throw new Error('the script "start" of package.json must end with node … dist/src/main.js');
  return flags.split(' ').filter((flag) => flag !== '');
}
