// The runtime the gateway needs. It must never depend on anything that needs it.

/** Oldest Node release line the gateway runs on. */
export const OLDEST_NODE = 24;

/** A sentence that says what to do when the runtime is too old, or undefined when it will do. */
export function runtimeFault(nodeVersion: string): string | undefined {
  if (Number.parseInt(nodeVersion, 10) >= OLDEST_NODE) return undefined;
  return (
    `Banyan needs Node ${OLDEST_NODE} or newer and runs on ${nodeVersion}. On Linux start it with npm start or npx banyan, ` +
    'which use the Node in node_modules; elsewhere install Node from https://nodejs.org.'
  );
}
