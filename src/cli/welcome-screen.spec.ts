// What a newcomer is told: complete lines that can be pasted, and nothing that does not exist.
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { Catalogue } from '../facade/catalogue.js';
import { loadFacade } from '../facade/loading/load-facade.js';
import { welcomeScreen } from './welcome-screen.js';
import type { Welcome } from './welcome-screen.js';

const catalogue = contoso();
const welcome: Welcome = {
  catalogue,
  addresses: { publicAddress: 'http://127.0.0.1:3000', adminAddress: 'http://127.0.0.1:3001' },
  firstClient: { id: 'first-client', secretFile: join(process.cwd(), 'data', 'first-client.secret') },
  logFile: 'data/banyan.log',
  controlPort: 14332,
  troubles: new Map(),
};

function contoso(): Catalogue {
  const loaded = loadFacade('facades/contoso', { lookup: (name) => values[name] ?? '', readSecretFile: () => '' });
  if (!loaded.ok) throw new Error(loaded.faults.map(({ message }) => message).join('\n'));
  return loaded.value;
}

const lines = (text: string, start: string): readonly string[] =>
  text.split('\n').filter((line) => line.startsWith(`  ${start}`));
