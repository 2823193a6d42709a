// The stage of a proof: the ERP, a gateway in front of it, and callers, each in a process of its own.
import { ownFolder } from '../../support/running/own-folder.js';
import { startErp } from '../../support/running/running-erp.js';
import type { RunningErp } from '../../support/running/running-erp.js';
import type { Safeguard } from '../../torture/sabotaged-build.js';
import { ProofClient } from './proof-client.js';
import { proofFacade } from './proof-facade.js';
import type { FacadeOfProof } from './proof-facade.js';
import { ProofGateway } from './proof-gateway.js';

/** How it is set. */
export interface ProofStageStart {
  readonly facade: FacadeOfProof;
  /** Most connections of its callers. */
  readonly connections: number;
  readonly settings?: Readonly<Record<string, string>>;
  readonly without?: Safeguard | undefined;
}

/** Everything a proof needs; dispose it at the end. */
export interface ProofStage extends AsyncDisposable {
  readonly erp: RunningErp;
  readonly gateway: ProofGateway;
  /** Calls as the client that may do everything. */
  readonly client: ProofClient;
  /** Another gateway in front of the same ERP, with data of its own. */
  another(): Promise<ProofGateway>;
}

/** Answers are kept as by default; that a busy machine is late refuses nobody, unless a proof is about that. */
const SETTINGS = { BANYAN_OVERLOAD_DELAY: 'never', BANYAN_MAX_CONNECTIONS_PER_ADDRESS: '4000' };

/** Sets it. Needs a build. */
export async function setProofStage(start: ProofStageStart): Promise<ProofStage> {
  await using before = new AsyncDisposableStack();
  const { path } = before.use(ownFolder());
  const erp = before.use(await startErp());
  const facade = proofFacade(path, start.facade);
  const environment = { ...SETTINGS, ...erp.addresses(), BANYAN_FACADE: facade, ...start.settings };
  const { without } = start;
  const gateway = before.use(await ProofGateway.start({ folder: path, environment, without }));
  const client = before.use(new ProofClient(gateway.address, gateway.firstSecret, start.connections));
  const stack = before.move();
  return {
    ...{ erp, gateway, client },
    another: async () => {
      const folder = stack.use(ownFolder()).path;
      return stack.use(await ProofGateway.start({ folder, environment, without }));
    },
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}
