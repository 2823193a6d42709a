// The version of this product. It must never differ from package.json; test/architecture compares them.

/** Semantic version, as in package.json. */
export const BANYAN_VERSION = '0.1.0';
