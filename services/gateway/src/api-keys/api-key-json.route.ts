import type { Database, Queryable } from "@holdfast/postgres";
import { ProblemError } from "@holdfast/problem";
import { fail, ok, type Result } from "@holdfast/result";
import { Type } from "typebox";
import { ACCOUNT_PATTERN } from "../authenticate/authenticate.ts";
import { toProblem } from "../problems.ts";
import { type KeyError, OVERLAP_SECONDS, rateLimitOf, type StoredKey } from "./api-keys.ts";

const Label = Type.String({ minLength: 1, maxLength: 100, description: "What it is for." });
const Limit = Type.Union(
  [
    Type.Object(
      {
        quota: Type.Integer({ minimum: 1, maximum: 10_000_000, description: "Requests." }),
        windowSeconds: Type.Integer({ minimum: 1, maximum: 3_600 }),
      },
      { additionalProperties: false },
    ),
    Type.Null(),
  ],
  { description: "A rate limit of its own; null: the gateway's." },
);
const Time = (description: string) =>
  Type.Union([Type.String({ format: "date-time" }), Type.Null()], { description });
const ExpiresAt = Time("When it ends by itself; null: never.");

export const NewKey = Type.Object(
  {
    account: Type.String({
      pattern: ACCOUNT_PATTERN,
      description: "Everything that is made with the key belongs to it.",
    }),
    scope: Type.Enum(["shop", "admin"]),
    label: Label,
    rateLimit: Type.Optional(Limit),
    expiresAt: Type.Optional(ExpiresAt),
  },
  { additionalProperties: false },
);
export const KeyPatch = Type.Object(
  {
    label: Type.Optional(Label),
    rateLimit: Type.Optional(Limit),
    expiresAt: Type.Optional(ExpiresAt),
  },
  { additionalProperties: false, minProperties: 1 },
);
export const Rotation = Type.Object(
  {
    overlapSeconds: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: OVERLAP_SECONDS.max,
        default: OVERLAP_SECONDS.byDefault,
        description: "How long the secret that it had opens besides.",
      }),
    ),
  },
  { additionalProperties: false },
);

const View = {
  id: Type.String({ format: "uuid" }),
  account: Type.String(),
  scope: Type.Enum(["shop", "admin"]),
  label: Type.String(),
  rateLimit: Limit,
  createdAt: Type.String({ format: "date-time" }),
  expiresAt: ExpiresAt,
  revokedAt: Time("Since when it opens nothing."),
  lastUsedAt: Time("To the minute; null: never."),
  previousUntil: Time("Until when the secret before the last rotation opens besides."),
};
export const KeyView = Type.Object(View, { additionalProperties: false });
export const KeyWithSecret = Type.Object(
  {
    ...View,
    key: Type.Optional(
      Type.String({
        description: "The secret, shown this once: it is kept nowhere, so a replay has none.",
      }),
    ),
  },
  { additionalProperties: false },
);

export const toKeyView = (key: StoredKey) => ({
  id: key.id,
  account: key.account,
  scope: key.scope,
  label: key.label,
  rateLimit: rateLimitOf(key),
  createdAt: new Date(key.createdAtMs).toISOString(),
  expiresAt: timeOf(key.expiresAtMs),
  revokedAt: timeOf(key.revokedAtMs),
  lastUsedAt: timeOf(key.lastUsedAtMs),
  previousUntil: timeOf(key.previousUntilMs),
});

const timeOf = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString());

export type KeyRoutesDeps = {
  /** Undefined: the routes say that there is none. */
  readonly database: Database | undefined;
  readonly nowMs: () => number;
  readonly newId: () => string;
  /** Fit for secrets. */
  readonly randomBytes: (size: number) => Uint8Array;
};

export const COMMON = { tags: ["keys"], security: [{ apiKey: [] }] };
export const IdPath = Type.Object(
  { id: Type.String({ format: "uuid" }) },
  { additionalProperties: false },
);

export const idOf = ({ params }: { readonly params: { readonly id: string } }) =>
  params.id.toLowerCase();

export const limitFields = (
  limit: { readonly quota: number; readonly windowSeconds: number } | null,
) => ({
  quota: limit?.quota ?? null,
  windowSeconds: limit?.windowSeconds ?? null,
});

/** null: it has none. */
export function endOf(
  expiresAt: string | null | undefined,
  nowMs: number,
): Result<number | null, KeyError> {
  if (expiresAt === undefined || expiresAt === null) return ok(null);
  const end = Date.parse(expiresAt);
  return end > nowMs ? ok(end) : fail({ kind: "key-expiry-past" });
}

/** @throws ProblemError when this gateway has none. */
export function databaseOf({ database }: KeyRoutesDeps): Database {
  if (database === undefined) {
    throw new ProblemError(toProblem({ kind: "gateway-database-missing" }));
  }
  return database;
}

export const inTransaction = <T>(
  deps: KeyRoutesDeps,
  work: (tx: Queryable) => Promise<T>,
): Promise<T> => databaseOf(deps).inTransaction(work);
