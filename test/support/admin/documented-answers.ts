// Holds answers of the administration to its own document: status, content type, schema.
// It must never look at the code that made either.
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

type Json = Readonly<Record<string, unknown>>;

interface Operation {
  readonly responses: Readonly<Record<string, Json>>;
}

type Paths = Readonly<Record<string, Readonly<Record<string, Operation>>>>;

/** The document, ready to compare with. */
export class DocumentedAnswers {
  readonly #ajv = new Ajv2020({ strict: false, allErrors: true });
  readonly #paths: Paths;

  constructor(readonly document: Json) {
    addFormats.default(this.#ajv);
    this.#ajv.addSchema({ ...document, $id: 'doc' });
    this.#paths = document['paths'] as Paths;
  }

  /** What is wrong with an answer to a request of `method` at `path`; undefined when it is as documented. */
  faultOf(method: string, path: string, answer: { status: number; type: string; json: unknown }): string | undefined {
    const operation = this.#operationAt(method, path);
    if (operation === undefined) return `${method} ${path} is not documented`;
    const response = this.#resolved(operation.responses[String(answer.status)]);
    if (response === undefined) return `${method} ${path} documents no ${answer.status}`;
    const content = response['content'] as Readonly<Record<string, { readonly schema: Json }>>;
    const media = content[answer.type.split(';', 1)[0] ?? ''];
    if (media === undefined) return `${method} ${path} documents no ${answer.type} for ${answer.status}`;
    return this.schemaFault(media.schema, answer.json);
  }

  /** What a schema of the document finds wrong with a value. */
  schemaFault(schema: unknown, value: unknown): string | undefined {
    const text = JSON.stringify(schema).replaceAll('"#/', '"doc#/');
    return this.#ajv.validate(JSON.parse(text) as object, value) ? undefined : this.#ajv.errorsText();
  }

  #operationAt(method: string, path: string): Operation | undefined {
    const found = Object.entries(this.#paths).find(([template, item]) => {
      const pattern = new RegExp(`^${template.replaceAll(/\{\w+\}/g, '[^/]+')}$`);
      return item[method.toLowerCase()] !== undefined && pattern.test(path);
    });
    return found?.[1][method.toLowerCase()];
  }

  #resolved(response: Json | undefined): Json | undefined {
    const name = /^#\/components\/responses\/(\w+)$/.exec(String(response?.['$ref']))?.[1];
    if (name === undefined) return response;
    const { responses } = this.document['components'] as { readonly responses: Readonly<Record<string, Json>> };
    return responses[name];
  }
}
