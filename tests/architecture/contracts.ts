import { sourceFiles } from "./source-files.ts";

/** As much of a JSON schema as our contracts use. */
export type Schema = {
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly default?: unknown;
  readonly format?: string;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly maxProperties?: number;
  readonly additionalProperties?: boolean | Schema;
  readonly patternProperties?: Readonly<Record<string, Schema>>;
};
type Content = Readonly<Record<string, { readonly schema?: Schema }>>;
type Parameter = {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly schema: Schema;
};
export type Operation = {
  readonly operationId: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<Record<string, { readonly content?: Content }>>;
};
/** An operation and where its contract puts it: `inventory`, `PUT /v1/admin/items/{sku}`. */
export type Entry = {
  readonly contract: string;
  readonly call: string;
  readonly operation: Operation;
};
type Document = {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
};

/** Every operation of every committed contract. */
export function contractEntries(): readonly Entry[] {
  return sourceFiles("contracts/*.openapi.json").flatMap(({ path, text }) => {
    const contract = path.replace(/^contracts\/|\.openapi\.json$/g, "");
    const document = withoutReferences(JSON.parse(text)) as Document;
    return Object.entries(document.paths).flatMap(([route, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({
        contract,
        call: `${method.toUpperCase()} ${route}`,
        operation,
      })),
    );
  });
}

/** What `$ref`s name, in their places; one that leads back to itself is left empty. */
function withoutReferences(document: unknown): unknown {
  const memberOf = (value: unknown, name: string) =>
    (value as Readonly<Record<string, unknown>> | undefined)?.[name];
  const walk = (value: unknown, within: readonly string[]): unknown => {
    if (typeof value !== "object" || value === null) return value;
    if (Array.isArray(value)) return value.map((item) => walk(item, within));
    const reference = memberOf(value, "$ref");
    if (typeof reference !== "string") {
      const members = Object.entries(value).map(([name, member]) => [name, walk(member, within)]);
      return Object.fromEntries(members);
    }
    if (within.includes(reference)) return {};
    return walk(reference.split("/").slice(1).reduce(memberOf, document), [...within, reference]);
  };
  return walk(document, []);
}

/** The statuses that an operation declares: `refused` from 400 on. */
export function statusesOf({ responses }: Operation): {
  readonly answered: readonly string[];
  readonly refused: readonly string[];
} {
  const statuses = Object.keys(responses).sort();
  return {
    answered: statuses.filter((status) => status < "400"),
    refused: statuses.filter((status) => status >= "400"),
  };
}
