// Freezes data all the way down. It must never be used on anything but plain data, arrays and Maps.

const refuse = (): never => {
  throw new TypeError('the catalogue is frozen');
};

/** The same value, frozen; Maps, which Object.freeze does not reach, refuse every change. Data without cycles only. */
export function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  if (value instanceof Map) {
    for (const [key, entry] of value) {
      deepFreeze(key);
      deepFreeze(entry);
    }
    Object.assign(value, { set: refuse, delete: refuse, clear: refuse });
  }
  for (const member of Object.values(value)) deepFreeze(member);
  return Object.freeze(value);
}
