// What can be noticed about plans and overload. Members of the union in observation.ts.
// It must never carry an address.

/** Whom an overloaded gateway refuses, in this order; src/protection/overload/shed-group.ts says who they are. */
export type SheddedGroup = 'documents' | 'strangers' | 'bulk' | 'reads' | 'writes';

/** What a gateway can run short of. */
export type Shortage = 'delay' | 'memory' | 'queue';

export type LimitObservation =
  | {
      /** A request was refused because its client's plan is used up. */
      readonly kind: 'limit-refused';
      readonly correlationId: string;
      readonly clientId: string;
      readonly plan: string;
      readonly reason: 'rate' | 'concurrency';
    }
  | {
      /** A request without a client was refused because its address has sent too many. */
      readonly kind: 'address-refused';
      readonly of: 'token' | 'document' | 'administration';
    }
  | {
      /** Requests were refused because the gateway has too much to do; said once a second at most. */
      readonly kind: 'load-shed';
      readonly reason: Shortage;
      readonly group: SheddedGroup;
      readonly count: number;
    }
  | {
      /** More is refused than before, or less. */
      readonly kind: 'overload-changed';
      /** 0: nobody is refused; up to 5. */
      readonly level: number;
      /** Of the last group that is refused. */
      readonly reason: Shortage | undefined;
      readonly refused: readonly SheddedGroup[];
    }
  | {
      /** Connections were closed because of how many there are or how slowly their answers are taken; once a second at most. */
      readonly kind: 'connections-cut';
      readonly reason: 'address' | 'slow' | 'unsent';
      readonly count: number;
    };
