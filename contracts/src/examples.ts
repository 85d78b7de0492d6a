/** One request of an operation and its answer, as they were in a real run: `contracts/examples.json`, by operation. */
export type Example = {
  readonly request?: unknown;
  readonly status: number;
  readonly answer?: unknown;
};
export type Examples = Readonly<Record<string, Example>>;
