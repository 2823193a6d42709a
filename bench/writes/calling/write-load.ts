// What the generator can be asked for. Types only.

/** Where to write to, and as whom. */
export interface WriteTarget {
  /** Such as `http://127.0.0.1:3000`. */
  readonly address: string;
  readonly token: string;
}

/** Orders, as fast as the connections allow. */
export interface OrderLoad extends WriteTarget {
  readonly connections: number;
  readonly seconds: number;
}

/** Customers at a fixed rate, whether the answers come or not. */
export interface CustomerLoad extends WriteTarget {
  /** Per second. */
  readonly rate: number;
  readonly seconds: number;
}
