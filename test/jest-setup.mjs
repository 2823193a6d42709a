// Some Nest companions are CommonJS and require() the ESM core; Jest cannot do that while the same graph is still
// linking, so the core is imported once before any test file is linked.
await import('reflect-metadata');
await import('@nestjs/common');
await import('@nestjs/core');
