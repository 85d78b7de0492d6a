import type { CallError } from "@holdfast/outbound";
import { type Problem, problem } from "@holdfast/problem";
import type { KeyError } from "./api-keys/api-keys.ts";
import type { UnknownVersion } from "./api-version/api-version.ts";
import type { AuthError } from "./authenticate/authenticate.ts";
import type { CascadeError } from "./health-cascade/health-cascade.ts";
import type { RateLimited } from "./rate-limit/rate-limit.ts";
import type { ViewError } from "./view-product/view-product.ts";

export type FlagError =
  | { readonly kind: "flag-not-found"; readonly key: string }
  | { readonly kind: "flags-read-only" | "flags-broken"; readonly reason: string }
  | { readonly kind: "flags-changed" };
type Overloaded = { readonly kind: "overloaded"; readonly dependency: string };
type NoDatabase = { readonly kind: "gateway-database-missing" };
export type GatewayError =
  | RateLimited
  | AuthError
  | KeyError
  | NoDatabase
  | ViewError
  | FlagError
  | CascadeError
  | UnknownVersion
  | Overloaded;

/** The only place where a refusal of the gateway's own becomes HTTP. A new kind does not compile until it is mapped. */
export function toProblem(error: GatewayError): Problem {
  switch (error.kind) {
    case "unauthenticated":
    case "forbidden":
    case "keys-unavailable":
      return authProblem(error);
    case "gateway-database-missing":
      return NO_DATABASE;
    case "key-not-found":
    case "key-revoked":
    case "keys-over-limit":
    case "key-changed":
    case "key-expiry-past":
      return keyProblem(error);
    case "flag-not-found":
    case "flags-read-only":
    case "flags-broken":
    case "flags-changed":
      return flagProblem(error);
    case "rate-limited":
      return limitProblem(error);
    case "product-not-found":
    case "upstream-unavailable":
    case "overloaded":
    case "deadline-exceeded":
      return viewProblem(error);
    case "fault-injection-disabled":
    case "drill-in-progress":
      return drillProblem(error);
    case "unknown-version":
      return unknownVersion(error);
    default:
      return error satisfies never;
  }
}

function unknownVersion({ known }: UnknownVersion): Problem {
  return problem({
    status: 400,
    code: "unknown-version",
    title: "Unknown version",
    detail: `Holdfast-Version is one of ${known.join(", ")}, or is left out for the newest behaviour.`,
    errors: [{ path: "header/holdfast-version", message: `must be one of ${known.join(", ")}` }],
  });
}

function drillProblem({ kind }: CascadeError): Problem {
  if (kind === "fault-injection-disabled") {
    return problem({
      status: 403,
      code: "fault-injection-disabled",
      title: "Fault injection is disabled",
      detail:
        "Drills run only where fault injection is enabled: start the gateway with FAULT_INJECTION=on, and not where customers are.",
    });
  }
  return problem({
    status: 409,
    code: "drill-in-progress",
    title: "Another drill is in progress",
    detail: "One drill at a time, each within ten seconds. Try again after that.",
  });
}

function limitProblem({ of }: RateLimited): Problem {
  return problem({
    status: 429,
    code: "rate-limited",
    title: "Rate limited",
    detail: `${RATE_LIMITED[of]} Nothing was done. Try again after the time in Retry-After.`,
  });
}

function viewProblem(error: ViewError | Overloaded): Problem {
  switch (error.kind) {
    case "product-not-found":
      return problem({
        status: 404,
        code: error.kind,
        title: "No such product",
        detail: `There is no product ${error.sku}.`,
      });
    case "upstream-unavailable":
      return problem({
        status: 503,
        code: error.kind,
        title: "Upstream unavailable",
        detail: `Not to be reached at the moment: ${error.dependency}. Try again after the time in Retry-After; a write may still take effect, so repeat it with the same Idempotency-Key.`,
      });
    case "overloaded":
      return problem({
        status: 503,
        code: error.kind,
        title: "Overloaded",
        detail: `As much as may wait for ${error.dependency} waits already, so it was not asked. Nothing was done. Try again after the time in Retry-After.`,
      });
    case "deadline-exceeded":
      return problem({
        status: 504,
        code: error.kind,
        title: "Deadline exceeded",
        detail: `No answer in time from ${error.dependency}. A write may still take effect; repeat it only with the same Idempotency-Key.`,
      });
    default:
      return error satisfies never;
  }
}

function authProblem(error: AuthError): Problem {
  switch (error.kind) {
    case "unauthenticated":
      return problem({
        status: 401,
        code: error.kind,
        title: "Unauthenticated",
        detail: UNAUTHENTICATED[error.reason],
      });
    case "forbidden":
      return problem({
        status: 403,
        code: error.kind,
        title: "Forbidden",
        detail: `This operation needs a key with the scope ${error.needed}.`,
      });
    case "keys-unavailable":
      return problem({
        status: 503,
        code: error.kind,
        title: "Keys unavailable",
        detail:
          "The gateway cannot tell at the moment whether this key or token is good. Nothing was done. Try again after the time in Retry-After.",
      });
    default:
      return error satisfies never;
  }
}

function keyProblem(error: KeyError): Problem {
  switch (error.kind) {
    case "key-not-found":
      return problem({
        status: 404,
        code: error.kind,
        title: "No such key",
        detail: `There is no API key ${error.id}. GET /api/v1/admin/keys lists them.`,
      });
    case "key-revoked":
      return problem({
        status: 409,
        code: error.kind,
        title: "Key revoked",
        detail: `The API key ${error.id} was revoked, for good. Make a new one.`,
      });
    case "keys-over-limit":
      return problem({
        status: 409,
        code: error.kind,
        title: "Too many keys",
        detail: `There are ${error.max} keys already. Revoke one that is not used any more.`,
      });
    case "key-changed":
      return KEY_CHANGED;
    case "key-expiry-past":
      return KEY_EXPIRY_PAST;
    default:
      return error satisfies never;
  }
}

const KEY_CHANGED = problem({
  status: 412,
  code: "precondition-failed",
  title: "Precondition failed",
  detail: "The key was changed in between. Read it again and decide with its new ETag.",
});

const KEY_EXPIRY_PAST = problem({
  status: 400,
  code: "validation-failed",
  title: "Validation failed",
  detail: "A key ends in the future, or never. To end one now, revoke it.",
  errors: [{ path: "/expiresAt", message: "must be in the future" }],
});

const NO_DATABASE = problem({
  status: 503,
  code: "gateway-database-missing",
  title: "No database",
  detail: "This gateway keeps no API keys and no audit log: GATEWAY_DATABASE_URL was not set.",
});

function flagProblem(error: FlagError): Problem {
  switch (error.kind) {
    case "flag-not-found":
      return problem({
        status: 404,
        code: error.kind,
        title: "No such flag",
        detail: `There is no feature flag ${error.key}. GET /api/v1/admin/flags lists them.`,
      });
    case "flags-read-only":
      return problem({
        status: 409,
        code: error.kind,
        title: "Flags are read-only here",
        detail: `${error.reason}. Set FLAGS_FILE to a file that this gateway may write, or edit that file where it is made.`,
      });
    case "flags-broken":
      return problem({
        status: 409,
        code: error.kind,
        title: "The file of flags is broken",
        detail: `The file of flags ${error.reason}. Mend it by hand; until then every flag stays as it last was.`,
      });
    case "flags-changed":
      return problem({
        status: 412,
        code: "precondition-failed",
        title: "Precondition failed",
        detail: "The flag was changed in between. Read it again and decide with its new ETag.",
      });
    default:
      return error satisfies never;
  }
}

const UNAUTHENTICATED = {
  "no-key": "Send your API key: Authorization: Bearer <key>.",
  "unknown-key": "This API key is not known here.",
  "invalid-token":
    "This token is not one that is taken here: its issuer, audience, signature, time or account is wrong.",
  "expired-token": "This token has expired. Get a new one from its issuer.",
} as const;

const RATE_LIMITED = {
  key: "This key has used its quota of requests; RateLimit-Policy says what it is.",
  address: "Too many requests came from this address, or too many without a valid key.",
} as const;

/** What a client hears of a failed call. A callee's own problem passes as it is; a failure names the callee, no address. */
export function callProblem(error: CallError, dependency: string): Problem {
  switch (error.kind) {
    case "problem":
      return error.problem;
    case "timeout":
    case "deadline-exceeded":
      return toProblem({ kind: "deadline-exceeded", dependency });
    case "circuit-open":
    case "unreachable":
      return toProblem({ kind: "upstream-unavailable", dependency });
    case "overloaded":
      return toProblem({ kind: "overloaded", dependency });
    default:
      return error satisfies never;
  }
}
