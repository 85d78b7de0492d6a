import type { CallError } from "@holdfast/outbound";
import { ProblemError } from "@holdfast/problem";
import type { Result } from "@holdfast/result";

/** What asking one side of a view came to. `absent`: it knows that there is none. `late`: the request's own time was over. */
export type Side<Value> =
  | { readonly kind: "fresh"; readonly value: Value }
  | { readonly kind: "absent" }
  | { readonly kind: "down" }
  | { readonly kind: "late" };

/** @throws ProblemError for a refusal that is about the request itself: it stands whatever the other side says. */
export function sideOf<Body, Value>(
  answer: Result<{ readonly body: Body }, CallError>,
  absentCode: string,
  shownOf: (body: Body) => Value,
): Side<Value> {
  if (answer.ok) return { kind: "fresh", value: shownOf(answer.value.body) };
  const { error } = answer;
  if (error.kind === "deadline-exceeded") return { kind: "late" };
  if (error.kind !== "problem" || error.status >= 500 || error.status === 429) {
    return { kind: "down" };
  }
  if (error.problem.code === absentCode) return { kind: "absent" };
  throw new ProblemError(error.problem);
}
