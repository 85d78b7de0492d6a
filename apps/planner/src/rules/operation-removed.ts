import { impactOn } from "../consumers.ts";
import { placeIn } from "../document.ts";
import { type Change, type Finding, keyOf, type Operation } from "../model.ts";

/** An operation that is gone, though somebody may call it. */
export function operationRemoved(change: Change): readonly Finding[] {
  return [...change.base.contracts.values()].flatMap((contract) => {
    const after = change.head.contracts.get(contract.component);
    if (after === contract) return [];
    return [...contract.operations.values()]
      .filter(({ operation }) => after?.operations.has(operation) !== true)
      .map((operation) => removed(change, operation));
  });
}

function removed(change: Change, { component, operation, at }: Operation): Finding {
  const ref = { component, operation };
  const { level, paths, who } = impactOn(change, ref);
  return {
    rule: "api-removed-without-deprecation",
    level,
    message: `${keyOf(ref)} is gone; ${who}`,
    place: placeIn(change.base, at),
    component,
    operations: [ref],
    paths,
    mitigation: "Keep it, marked deprecated, until its callers are rolled out without it",
  };
}
