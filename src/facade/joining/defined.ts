// Optional members that may be undefined, made ready for types that want them absent instead.
// It must never look inside the values.

/** T with every member either present or absent, never undefined. */
export type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** A copy without the members whose value is undefined. */
export function defined<T extends object>(members: T): Defined<T> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as Defined<T>;
}
