// Whether the gateway is fit to serve, judged from what the probes of its sources found last.
// It must never ask the ERP itself: being asked often is normal for a health check.

/** What is known of one source; a legacy SourceState is one. */
export type SourceCondition =
  | { readonly kind: 'ready'; readonly standingWarning?: string }
  | { readonly kind: 'unavailable'; readonly advice: string };

/** What readiness is judged from, always as of now. */
export interface Readiness {
  sources(): ReadonlyMap<string, SourceCondition>;
  /** Sentences for the operator that hold regardless of any source. */
  warnings(): readonly string[];
  /** True once a stop signal came. */
  stopping(): boolean;
}

/**
 * True while requests make sense here. One source of several being down must not take the operations of the others
 * off the network, so it takes all of them to be unfit.
 */
export function isFit(readiness: Readiness): boolean {
  if (readiness.stopping()) return false;
  const sources = [...readiness.sources().values()];
  return sources.length === 0 || sources.some(({ kind }) => kind === 'ready');
}
