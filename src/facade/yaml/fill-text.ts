// Fills "${NAME}", "${NAME:-default}" and "${file:/run/secrets/x}" in a text.
// It must never read the environment itself, and never say what a filled value is.

/** Where values come from; handed in, so that tests and tools decide. */
export interface FacadeEnvironment {
  /** The value of a variable, or undefined when it is not set. */
  readonly lookup: (name: string) => string | undefined;
  /** The content of a secret file (absolute path). Throws when it cannot be read. */
  readonly readSecretFile: (path: string) => string;
}

/** A value that came from outside the folder, and the text that asked for it. */
export interface FilledValue {
  readonly reference: string;
  readonly value: string;
}

export interface FilledText {
  readonly text: string;
  readonly filled: readonly FilledValue[];
  readonly faults: readonly string[];
}

const REFERENCE = /\$\$\{|\$\{([^}]*)(\}?)/g;
const VARIABLE = /^([A-Za-z_][A-Za-z0-9_]*)(?::-([^]*))?$/;
const FORMS = 'Allowed are "${NAME}", "${NAME:-default}" and "${file:/path}"; write "$${" for a literal "${".';

/** True when the text asks for something to be filled in. */
export function asksForFilling(text: string): boolean {
  return text.includes('${');
}

/** Fills every reference. A reference that cannot be filled stays out of the text and is a fault; `$${` becomes `${`. */
export function fillText(source: string, environment: FacadeEnvironment): FilledText {
  const filled: FilledValue[] = [];
  const faults: string[] = [];
  const text = source.replace(REFERENCE, (reference: string, inner: string | undefined, brace: string | undefined) => {
    if (inner === undefined) return '${';
    const found = brace === '' ? badReference(reference) : resolve(inner, environment);
    if (found.kind === 'fault') faults.push(found.message);
    if (found.kind === 'outside') filled.push({ reference, value: found.value });
    return found.kind === 'fault' ? '' : found.value;
  });
  return { text, filled, faults };
}

type Found =
  | { readonly kind: 'outside' | 'default'; readonly value: string }
  | { readonly kind: 'fault'; readonly message: string };

function resolve(inner: string, environment: FacadeEnvironment): Found {
  if (inner.startsWith('file:')) return fromFile(inner.slice('file:'.length), environment);
  const match = VARIABLE.exec(inner);
  const name = match?.[1];
  if (name === undefined) return badReference(`\${${inner}}`);
  const value = environment.lookup(name);
  const byDefault = match?.[2];
  if (value !== undefined && (value !== '' || byDefault === undefined)) return { kind: 'outside', value };
  if (byDefault !== undefined) return { kind: 'default', value: byDefault };
  return {
    kind: 'fault',
    message: `the variable ${name} is not set: set it, or give a default with "\${${name}:-value}".`,
  };
}

function badReference(reference: string): Found {
  return { kind: 'fault', message: `"${reference}" cannot be filled in. ${FORMS}` };
}

/** One line break at the end is an editor's, not the secret's. */
function fromFile(path: string, environment: FacadeEnvironment): Found {
  if (!path.startsWith('/')) return { kind: 'fault', message: `the secret file "${path}" must be an absolute path.` };
  try {
    return { kind: 'outside', value: environment.readSecretFile(path).replace(/\r?\n$/, '') };
  } catch (error) {
    return { kind: 'fault', message: `the secret file ${path} cannot be read${errorCode(error)}.` };
  }
}

/** Only the system's code, ` (ENOENT)`: a message could quote what was read. */
function errorCode(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof code === 'string' && /^[A-Z]{2,20}$/.test(code) ? ` (${code})` : '';
}
