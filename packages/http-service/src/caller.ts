import { ProblemError, problem } from "@holdfast/problem";
import { currentRequest } from "@holdfast/request-context";

/** Who asks, as the gateway authenticated it. `admin` sees every account's objects. */
export type Caller = { readonly account: string; readonly scope: "shop" | "admin" };

/** The caller of the current request; answers 401 when nobody named one (a request that went around the gateway). */
export function callerOf(): Caller {
  const request = currentRequest();
  if (request?.account === undefined) {
    throw new ProblemError(
      problem({
        status: 401,
        code: "unauthenticated",
        title: "Unauthenticated",
        detail:
          "This operation belongs to an account. Call it through the gateway with an API key.",
      }),
    );
  }
  return { account: request.account, scope: request.scope ?? "shop" };
}

/** The account that objects made by the current request belong to. */
export function accountOf(): string {
  return callerOf().account;
}
