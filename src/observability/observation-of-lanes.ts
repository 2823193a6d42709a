// What can be noticed about the protection of a source or channel. Members of the union in observation.ts.
// `lane` is the name of the source or channel everywhere.

export type LaneObservation =
  | {
      /** Said once, at the start. */
      readonly kind: 'lane-opened';
      readonly lane: string;
      readonly ceiling: number;
      readonly reserved: number;
      readonly hasBreaker: boolean;
    }
  | {
      /** The state of a lane, said on every change. */
      readonly kind: 'lane-changed';
      readonly lane: string;
      readonly running: number;
      readonly queued: number;
    }
  | {
      /** `pushed-out`: bulk work gave its place to interactive work. `left-alone`: nothing is asked of it for now. */
      readonly kind: 'lane-refused';
      readonly lane: string;
      readonly reason: 'queue-full' | 'waited-too-long' | 'pushed-out' | 'left-alone';
    }
  | {
      /** The ERP became slower or faster, and the lane takes fewer or more slots than before. */
      readonly kind: 'lane-limit-changed';
      readonly lane: string;
      readonly limit: number;
      readonly ceiling: number;
    }
  | {
      /** A source or channel is left alone, asked carefully, or used again. */
      readonly kind: 'breaker-changed';
      readonly lane: string;
      readonly state: 'closed' | 'open' | 'half-open' | 'held';
      readonly reason: string;
      /** Who holds it. */
      readonly by: string | undefined;
    }
  | {
      /** A read failed in a way that passes; `retried`: it is tried once more, otherwise there was no budget for it. */
      readonly kind: 'read-retried';
      readonly source: string;
      readonly operation: string;
      readonly errorNumber: number | undefined;
      readonly retried: boolean;
    };
