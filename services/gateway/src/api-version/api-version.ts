import { type Problem, problem } from "@holdfast/problem";
import { fail, ok, type Result } from "@holdfast/result";

/** A behaviour that changed inside /api/v1, and how to answer a client that was written before. */
type DatedChange = {
  /** The first date that has it. */
  readonly since: string;
  readonly summary: string;
  /** The refusal as it was before, of these operations; undefined for one that is as it was. */
  readonly before: (refusal: Problem, operationId: string) => Problem | undefined;
};

/** Behaviour as it was on the first date that anybody could write a client for. */
const FIRST = "2026-11-01";

const HOLDS = new Set(["createReservation", "createOrder"]);

/** The newest first: a client of an old date is answered through each of them in turn. */
export const CHANGES: readonly DatedChange[] = [
  {
    since: "2026-11-22",
    summary:
      "More of an item than its `maxPerOrder` is 409 `quota-exceeded`; it was 422 `quantity-over-limit`.",
    before: ({ code, detail, instance, traceId, quotas }, operationId) => {
      if (code !== "quota-exceeded" || !HOLDS.has(operationId)) return undefined;
      const perOrder = listOf(quotas).filter(({ per }) => per === "order");
      // What a buyer may have in all is new with the code: there was no refusal like it.
      if (perOrder.length === 0) return undefined;
      const errors = perOrder.map(({ sku, limit }) => ({
        path: "/items",
        message: `${sku} must be at most ${limit}`,
      }));
      return problem({
        status: 422,
        code: "quantity-over-limit",
        title: "Quantity over the limit",
        detail,
        errors,
        ...traced(instance, traceId),
      });
    },
  },
  {
    since: "2026-11-22",
    summary: "A currency that is none is 422 `unknown-currency`; it was 400 `validation-failed`.",
    before: ({ code, detail, instance, traceId, errors }) => {
      if (code !== "unknown-currency") return undefined;
      return problem({
        status: 400,
        code: "validation-failed",
        title: "Validation failed",
        detail,
        errors: errors ?? [],
        ...traced(instance, traceId),
      });
    },
  },
];

/** Every date that behaviour changed on, and the first; the oldest first. */
export const VERSIONS: readonly string[] = [
  ...new Set([FIRST, ...CHANGES.map(({ since }) => since)]),
].sort();

export const NEWEST = VERSIONS.at(-1) ?? FIRST;

/** For how long an old date is answered after a newer one has come. */
const KEPT_DAYS = 365;
const DAY_MS = 86_400_000;

export type UnknownVersion = {
  readonly kind: "unknown-version";
  readonly known: readonly string[];
};

/** The date that a request asks for: one of ours, as it stands. */
export function versionOf(header: unknown): Result<string, UnknownVersion> {
  const known = VERSIONS.find((version) => version === header);
  return known === undefined ? fail({ kind: "unknown-version", known: VERSIONS }) : ok(known);
}

/** A refusal as a client of `version` knows it. */
export function asOf(version: string, refusal: Problem, operationId: string): Problem {
  return CHANGES.filter(({ since }) => since > version).reduce(
    (told, { before }) => before(told, operationId) ?? told,
    refusal,
  );
}

/** When an old date stopped being the newest, and when it ends; undefined for the newest. Unix ms. */
export function lifeOf(
  version: string,
): { readonly deprecatedAtMs: number; readonly sunsetAtMs: number } | undefined {
  const next = VERSIONS[VERSIONS.indexOf(version) + 1];
  if (next === undefined) return undefined;
  const deprecatedAtMs = Temporal.PlainDate.from(next).toZonedDateTime("UTC").epochMilliseconds;
  return { deprecatedAtMs, sunsetAtMs: deprecatedAtMs + KEPT_DAYS * DAY_MS };
}

const traced = (instance: string | undefined, traceId: string | undefined) => ({
  ...(instance === undefined ? {} : { instance }),
  ...(traceId === undefined ? {} : { traceId }),
});

type Quota = { readonly sku?: unknown; readonly limit?: unknown; readonly per?: unknown };
const listOf = (quotas: unknown): readonly Quota[] => (Array.isArray(quotas) ? quotas : []);
