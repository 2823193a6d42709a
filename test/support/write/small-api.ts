// The public listener over the small door: whoever comes with a Bearer is the client of that name.
import { LIMITS } from '../../api/public-app.js';
import { SmallDoor } from './small-door.js';
import { smallWrites } from './small-writes.js';
import { writeApp } from './write-app.js';

const SCOPES = ['orders.create'];

/** A running listener; dispose it at the end. */
export interface SmallApi extends AsyncDisposable {
  readonly door: SmallDoor;
  readonly port: number;
}

/** Starts it on a free port, with room for a hundred callers at once. */
export async function startSmallApi(): Promise<SmallApi> {
  const door = new SmallDoor([]);
  const parts = { catalogue: smallWrites([]), writer: door.path, limits: { ...LIMITS, connections: 200 } };
  const app = await writeApp(parts, () => SCOPES);
  const port = Number(new URL(await app.listen({ host: '127.0.0.1', port: 0 })).port);
  return { door, port, [Symbol.asyncDispose]: () => app.close(1000) };
}
