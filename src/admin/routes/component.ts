// Schemas that have a name in the API document: what generators turn into type names.
// A name must never change once a version is released.
import { z } from 'zod';

interface Named {
  readonly id: string;
}

/** Of bodies, and of answers; apart, because a schema reads differently from both ends. */
export const BODIES = z.registry<Named>();
export const ANSWERS = z.registry<Named>();

/** Names the schema of a body; the example must be sound. */
export function bodyNamed<Schema extends z.ZodType>(id: string, schema: Schema, example: z.input<Schema>): Schema {
  const named = schema.meta({ ...schema.meta(), examples: [example] });
  BODIES.add(named, { id });
  return named;
}

/** Names the schema of an answer; the example must be true. */
export function answerNamed<Schema extends z.ZodType>(id: string, schema: Schema, example: z.input<Schema>): Schema {
  const named = schema.meta({ ...schema.meta(), examples: [example] });
  ANSWERS.add(named, { id });
  return named;
}

/** A page of things, under a name of its own; its example is made of theirs. */
export function pageNamed<Item extends z.ZodType>(
  id: string,
  item: Item,
  more: { most: number; next: z.ZodType<string | number> },
) {
  const limit = z.int().meta({ format: 'int32', minimum: 1, maximum: more.most, description: 'Most entries.' });
  const next = more.next
    .nullable()
    .meta({ description: 'Send it as after to get the next page; null on the last one.' });
  const page = z.object({ data: z.array(item).max(more.most), page: z.object({ limit, next }) });
  const [shown] = (item.meta()?.['examples'] ?? []) as readonly z.input<Item>[];
  return answerNamed(id, page, { data: [shown], page: { limit: 50, next: null } } as z.input<typeof page>);
}
