// What admission costs: the whole of it in front of a constant body, against bare Fastify sending the same bytes.
import { MeasuredProcess } from '../processes/measured-process.js';
import type { Load, LoadResult } from '../processes/generator.js';
import type { Variant, WebServerStart, WebServerStarted } from '../processes/web-server.js';
import { alternate, sample } from './sample.js';
import type { Patience, Rounds, Sample } from './sample.js';

/** As many as keep one core busy with answers this cheap. */
const CONNECTIONS = 64;

/** Measures the servers, each a process of its own on `core`. `folder` takes the logs. */
export async function measureAdmission(
  generator: MeasuredProcess,
  { folder, core }: { readonly folder: string; readonly core: number },
  patience: Patience,
): Promise<Rounds<Variant>> {
  await using servers = new AsyncDisposableStack();
  const start = async (variant: Variant): Promise<(seconds: number) => Promise<Sample>> => {
    const server = servers.use(new MeasuredProcess({ file: 'bench/processes/web-server.js', core }));
    const { url, token } = await server.ask<WebServerStarted>('start', { variant, folder } satisfies WebServerStart);
    const load = (seconds: number): Load => ({ url, token, connections: CONNECTIONS, seconds });
    return (seconds) => sample(server, () => generator.ask<LoadResult>('load', load(seconds)));
  };
  return await alternate(
    {
      bare: await start('bare'),
      guarded: await start('guarded'),
      unguarded: await start('unguarded'),
      'API key': await start('API key'),
      'fresh token': await start('fresh token'),
    },
    patience,
  );
}
