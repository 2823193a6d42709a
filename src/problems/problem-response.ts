// What API documents say of a problem answer, the same for every listener.
// It must never name a header component that the document does not have.
import { LIMIT_HEADER_NAMES } from './limit-headers.js';
import { PROBLEM_CONTENT_TYPE } from './problem-body.js';
import { PROBLEMS } from './problem-codes.js';
import type { ProblemCode } from './problem-codes.js';

/** What a response component is made of. */
export interface DescribedProblems {
  /** All of one status. */
  readonly codes: readonly ProblemCode[];
  /** Header fields besides those that every answer has. */
  readonly headers: readonly string[];
  readonly exampleOf: (code: ProblemCode) => object;
}

/** The status of problems that share one. */
export function statusOf([code = 'internal-error']: readonly ProblemCode[]): number {
  return PROBLEMS[code].status;
}

/** A response component. */
export function problemResponse({ codes, headers, exampleOf }: DescribedProblems): object {
  return {
    description: codes.map((code) => `\`${code}\`: ${PROBLEMS[code].title}. ${PROBLEMS[code].help}`).join('\n\n'),
    headers: headerRefs(['X-Correlation-Id', 'Cache-Control', ...LIMIT_HEADER_NAMES, ...headers]),
    content: {
      [PROBLEM_CONTENT_TYPE]: {
        schema: { $ref: '#/components/schemas/Problem' },
        examples: Object.fromEntries(
          codes.map((code) => [code, { summary: PROBLEMS[code].title, value: exampleOf(code) }]),
        ),
      },
    },
  };
}

/** References to header components by field name. */
export function headerRefs(names: readonly string[]): Readonly<Record<string, { readonly $ref: string }>> {
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
}
