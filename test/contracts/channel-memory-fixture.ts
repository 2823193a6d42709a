// The memory twin with the demonstration's procedures written as functions, and books in two maps.
import { MemoryChannel, type MemoryProcedure, type ScriptedProcedure } from '../../adapters/memory/memory-channel.js';
import type { DeliveryOutcome, ProcedureDelivery } from '../../src/legacy/delivery.js';
import type { LegacyValue } from '../../src/legacy/legacy-value.js';
import { CUSTOMER_ON_HOLD, DEAR_ITEM, SHAPES } from './channel-deliveries.js';
import type { CallMisbehaviour, ChannelFixture } from './channel-fixture.js';

type Lines = readonly (readonly LegacyValue[])[];

const answered = (returnStatus: number, outputs: Readonly<Record<string, LegacyValue>>): DeliveryOutcome => ({
  kind: 'answered',
  returnStatus,
  outputs: new Map(Object.entries(outputs)),
});

function inputOf(delivery: ProcedureDelivery, name: string): LegacyValue {
  const found = delivery.parameters.find((each) => each.kind === 'input' && each.parameter.name === name);
  return found?.kind === 'input' ? found.value : null;
}

function linesOf(delivery: ProcedureDelivery): Lines {
  const found = delivery.parameters.find((each) => each.kind === 'table');
  return found?.kind === 'table' ? found.rows : [];
}

/** The ERP's side: what it has booked, and the three procedures. */
class MemoryErp {
  readonly orders: { readonly reference: string; readonly lines: Lines; held: boolean }[] = [];
  #limit: LegacyValue = null;
  /** The limit before, by reference. */
  readonly #log = new Map<string, LegacyValue>();

  submit: MemoryProcedure = (delivery) => {
    if (inputOf(delivery, 'CustNo') === CUSTOMER_ON_HOLD) return raised(delivery, 50010);
    const lines = linesOf(delivery);
    const worth = lines.reduce(
      (sum, [item, quantity]) => sum + (item === DEAR_ITEM ? Number(quantity) * 50_000 : 0),
      0,
    );
    if (worth > 1_000_000_000) return Promise.resolve(answered(4, { OrdNo: null }));
    this.orders.push({ reference: String(inputOf(delivery, 'Ref')), lines, held: worth > 250_000 });
    return Promise.resolve(answered(0, { OrdNo: `SO-${100_000 + this.orders.length}`.padEnd(12) }));
  };

  release: MemoryProcedure = (delivery) => {
    const order = this.orders[Number(String(inputOf(delivery, 'OrdNo')).slice(3)) - 100_001];
    if (order === undefined) return raised(delivery, 50020);
    const wasHeld = order.held;
    order.held = false;
    return Promise.resolve(answered(wasHeld ? 0 : 1, { Status: 'O' }));
  };

  limit: MemoryProcedure = (delivery) => {
    const before = this.#limit;
    const limit = inputOf(delivery, 'CrdLim');
    this.#limit = typeof limit === 'string' ? limit.replace(/\.?0+$/, '') : limit;
    this.#log.set(String(inputOf(delivery, 'Ref')), before);
    return Promise.resolve(answered(0, { OldLim: before }));
  };

  limitOutcome: MemoryProcedure = (delivery) => {
    const reference = inputOf(delivery, 'Ref');
    if (reference === null) return Promise.resolve(answered(0, { Outcome: '?', OldLim: null }));
    const before = this.#log.get(String(reference));
    const isDone = before !== undefined;
    return Promise.resolve(answered(0, { Outcome: isDone ? 'J' : 'N', OldLim: before ?? null }));
  };
}

function raised({ refusalNumbers }: ProcedureDelivery, errorNumber: number): Promise<DeliveryOutcome> {
  const message = `error ${errorNumber}`;
  return Promise.resolve({ kind: refusalNumbers.has(errorNumber) ? 'refused' : 'undeclared', errorNumber, message });
}

/** Stands in front of the procedures and plays the misbehaviours. */
class Stage {
  readonly queue: CallMisbehaviour[] = [];
  delayMs = 0;
  running = 0;
  most = 0;

  readonly staged =
    (run: MemoryProcedure): MemoryProcedure =>
    async (delivery, signal) => {
      this.most = Math.max(this.most, ++this.running);
      try {
        return await this.#play(this.queue.shift(), () => run(delivery, signal), signal);
      } finally {
        this.running -= 1;
      }
    };

  async #play(
    misbehaviour: CallMisbehaviour | undefined,
    run: () => Promise<DeliveryOutcome>,
    signal: AbortSignal,
  ): Promise<DeliveryOutcome> {
    if (this.delayMs > 0) await new Promise((resolve) => setTimeout(resolve, this.delayMs));
    switch (misbehaviour?.kind) {
      case undefined:
        return run();
      case 'drop-before':
        throw new Error('connection lost');
      case 'drop-after':
        await run();
        throw new Error('connection lost');
      case 'error':
        return misbehaviour.number === 1205
          ? { kind: 'nothing-done', reason: 'deadlock victim' }
          : { kind: 'unknown', reason: `error ${misbehaviour.number}`, sessionEnded: true };
      case 'stall':
        await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
        if (misbehaviour.deaf) return { kind: 'unknown', reason: 'not acknowledged', sessionEnded: false };
        throw new Error('cancelled');
    }
  }
}

export function memoryChannelFixture(): Promise<ChannelFixture> {
  const erp = new MemoryErp();
  const stage = new Stage();
  const runs = [erp.submit, erp.release, erp.limit, erp.limitOutcome];
  const procedures = SHAPES.map((shape, index): ScriptedProcedure => {
    const run = runs[index];
    if (run === undefined) throw new Error('a procedure without a script');
    return { shape, run: stage.staged(run) };
  });
  const booked = (reference: string) => erp.orders.filter((order) => order.reference === reference);
  return Promise.resolve({
    open: ({ connections, now } = {}) => ({ channel: new MemoryChannel(procedures, connections, now), observed: [] }),
    orders: (reference) => Promise.resolve(booked(reference).length),
    lines: (reference) =>
      Promise.resolve(
        booked(reference)
          .flatMap(({ lines }) => lines)
          .map(([item, quantity]) => [String(item), Number(quantity)] as const),
      ),
    misbehave: (misbehaviour) => stage.queue.push(misbehaviour),
    behave: () => stage.queue.splice(0),
    slow: (milliseconds) => (stage.delayMs = milliseconds),
    running: () => stage.running,
    highest: () => {
      const { most } = stage;
      stage.most = stage.running;
      return most;
    },
    close: () => Promise.resolve(),
  });
}
