// Sends orders to a gateway that is killed meanwhile, repeats what got no answer, and counts the effects at the ERP itself.
import { eventually } from '../running/eventually.js';
import { CALLS, extrefsAt } from './effects-at-erp.js';
import { call } from './writing-stage.js';
import type { WritingGateway, WritingStage } from './writing-stage.js';

/** Longest a run may take. */
export const MOST_MS = 400_000;
/** Longest until everything is settled after the last kill. */
const SETTLED_MS = 60_000;
const SENDERS = 6;
/** A call that the ERP never answers. */
const STALLED = { server: 'primary', on: 'request', pattern: CALLS, stall: true, times: 1 };

interface Listed {
  readonly data: readonly { readonly id: string; readonly creditLimit?: string | null }[];
}

export class OrderTaker implements AsyncDisposable {
  /** Requests that broke off without an answer. */
  unanswered = 0;
  #sent = 0;
  readonly #ids = new Set<string>();
  #gateway: WritingGateway;
  #restarting: Promise<void> | undefined;

  private constructor(
    private readonly stage: WritingStage,
    gateway: WritingGateway,
    private readonly customers: readonly string[],
    private readonly item: string,
  ) {
    this.#gateway = gateway;
  }

  /** Starts the gateway and picks customers that may order a lot. */
  static async start(stage: WritingStage): Promise<OrderTaker> {
    const gateway = await stage.serve();
    const customers = (await call(gateway, '/v1/customers?status=active&limit=200')).json as unknown as Listed;
    const items = (await call(gateway, '/v1/items?status=active&limit=1')).json as unknown as Listed;
    const rich = customers.data.filter(({ creditLimit }) => creditLimit === null).map(({ id }) => id);
    return new OrderTaker(stage, gateway, rich.slice(0, 12), items.data[0]?.id ?? '');
  }

  /** Sends so many further orders and kills the gateway so often, spread evenly over them; resolves to the kills that happened. */
  async takeWhileKilling(writes: number, kills: number): Promise<number> {
    const first = this.#sent;
    this.#sent += writes;
    let next = 0;
    let killed = 0;
    const sender = async (): Promise<void> => {
      for (let index = next++; index < writes; index = next++) {
        if (killed < kills && index >= ((killed + 1) * writes) / (kills + 1)) {
          killed += 1;
          this.#killSoon();
        }
        await this.#send(first + index);
      }
    };
    await Promise.all(Array.from({ length: SENDERS }, sender));
    await this.#restarting;
    return killed;
  }

  /**
   * Kills the gateway once more, for certain in the middle of a call that the ERP has not answered, and of a request that
   * it could not answer. Nothing else may be wrong with the ERP.
   */
  async killInTheMiddle(): Promise<void> {
    const { erp } = this.stage;
    await erp.control('POST', '/faults', STALLED);
    const calling = this.#send(this.#sent++);
    await eventually('a call to stall', async () => {
      const { primary } = await erp.control<{ primary: { faults: readonly unknown[] } }>('GET', '/faults');
      return primary.faults.length === 0;
    });
    this.#gateway.program.signal('SIGSTOP');
    const unheard = this.#send(this.#sent++);
    this.#killSoon();
    await Promise.all([calling, unheard]);
    await this.#restarting;
  }

  /** The status every accepted order ended with, by command id. */
  async allSettled(): Promise<ReadonlyMap<string, string>> {
    const ended = new Map<string, string>();
    for (const id of this.#ids) {
      const status = await eventually(
        `command ${id} to settle`,
        async () => {
          const found = String((await call(this.#gateway, `/v1/commands/${id}`)).json['status']);
          return ['succeeded', 'refused', 'parked', 'cancelled'].includes(found) ? found : false;
        },
        SETTLED_MS,
      );
      ended.set(id, status);
    }
    return ended;
  }

  /** How often a text stands in the log of the gateway of now. What the others had not written yet died with them. */
  async logged(text: string): Promise<number> {
    return (await this.#gateway.told()).split(text).length - 1;
  }

  /** Orders at the ERP, counted there, by the reference they carry. */
  async effects(): Promise<ReadonlyMap<string, number>> {
    const counts = new Map<string, number>();
    for (const reference of await extrefsAt(this.stage.erp)) counts.set(reference, (counts.get(reference) ?? 0) + 1);
    return counts;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#gateway.program[Symbol.asyncDispose]();
  }

  /** Repeats the same request with the same key until somebody answers. */
  async #send(index: number): Promise<void> {
    const customerId = this.customers[index % this.customers.length];
    const body = { customerId, currency: 'DKK', lines: [{ itemId: this.item, quantity: '1' }] };
    for (;;) {
      await this.#restarting;
      try {
        const { status, json } = await call(this.#gateway, '/v1/orders', { key: `order-${index}`, body });
        if (status !== 202) throw new RangeError(`${status} ${JSON.stringify(json)}`);
        this.#ids.add(String(json['id']));
        return;
      } catch (error) {
        if (error instanceof RangeError) throw error;
        this.unanswered += 1;
        await this.#restarting;
      }
    }
  }

  /** In the middle of whatever is going on now. */
  #killSoon(): void {
    this.#restarting ??= this.#killAndServe().finally(() => {
      this.#restarting = undefined;
    });
  }

  async #killAndServe(): Promise<void> {
    this.#gateway.program.signal('SIGKILL');
    await this.#gateway.program.ended;
    this.#gateway = await this.stage.serve();
  }
}
