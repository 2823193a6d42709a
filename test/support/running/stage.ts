// The whole system on one stage: an ERP process, a gateway in front of it, a client that checks every answer.
import { CheckingClient } from './checking-client.js';
import { startErp } from './running-erp.js';
import type { ErpStart, RunningErp } from './running-erp.js';
import { startGateway } from './running-gateway.js';
import type { GatewayStart, RunningGateway } from './running-gateway.js';

/** Everything a test of the whole system needs. */
export interface Stage extends AsyncDisposable {
  readonly erp: RunningErp;
  readonly gateway: RunningGateway;
  readonly client: CheckingClient;
  [Symbol.asyncDispose](): Promise<void>;
}

/** Sets the stage; dispose it at the end. Needs a build. */
export async function setStage({
  erp: erpStart,
  gateway: gatewayStart,
}: { readonly erp?: ErpStart; readonly gateway?: Partial<GatewayStart> } = {}): Promise<Stage> {
  const erp = await startErp(erpStart);
  try {
    const gateway = await startGateway({
      erpUrl: erp.url(),
      ...gatewayStart,
      environment: { ...erp.addresses(), ...gatewayStart?.environment },
    });
    const client = new CheckingClient(gateway.publicAddress, await gateway.token());
    return { erp, gateway, client, [Symbol.asyncDispose]: () => strike(erp, gateway) };
  } catch (error) {
    await erp[Symbol.asyncDispose]();
    throw error;
  }
}

async function strike(erp: RunningErp, gateway: RunningGateway): Promise<void> {
  await gateway[Symbol.asyncDispose]();
  await erp[Symbol.asyncDispose]();
}
