import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  answers,
  callMap,
  callPolicies,
  components,
  planned,
  requestFields,
  retryPolicies,
  targetPolicies,
} from "./plan-facts.ts";
import {
  codeFaults,
  commandFaults,
  endpointFaults,
  leftOpen,
  statementFaults,
  tableFaults,
  unplannedTables,
  variableFaults,
} from "./plan-rules.ts";
import { sourceFiles } from "./source-files.ts";

const plan = sourceFiles("task_work/task_plan.md")[0]?.text ?? "";
const entries = planned();

type Rule = {
  readonly name: string;
  readonly faults: (markdown: string) => readonly string[];
  /** What of the plan is replaced by what, to break the rule: the proof that it can fail. */
  readonly planted: readonly [string, string];
};

const RULES: readonly Rule[] = [
  {
    name: "has every operation with method, path, scope and statuses as its contract",
    faults: endpointFaults,
    planted: ["`GET /api/v1/quotes/{id}`", "`GET /api/v1/quote/{id}`"],
  },
  {
    name: "states every request field with its bounds as the contract",
    faults: (markdown) => tableFaults(markdown, requestFields(entries)),
    planted: ["integer 1 to 3,600, default 900", "integer 1 to 7,200, default 900"],
  },
  {
    name: "states the members of every answer as the contract",
    faults: (markdown) => tableFaults(markdown, answers(entries)),
    planted: ["data, nextCursor", "data, next"],
  },
  {
    name: "gives every target the breaker of resilience.yaml",
    faults: (markdown) => tableFaults(markdown, targetPolicies()),
    planted: ["| payment | 64 | 10000 | 75 |", "| payment | 64 | 10000 | 50 |"],
  },
  {
    name: "gives every retry policy the numbers of resilience.yaml",
    faults: (markdown) => tableFaults(markdown, retryPolicies()),
    planted: ["| step | 3 | 100 | 1000 |", "| step | 5 | 100 | 1000 |"],
  },
  {
    name: "gives every call the timeouts and deadlines of resilience.yaml",
    faults: (markdown) => tableFaults(markdown, callPolicies()),
    planted: ["| payment.captureCharge | 4000 |", "| payment.captureCharge | 9000 |"],
  },
  {
    name: "says who calls whom as resilience.yaml",
    faults: (markdown) => tableFaults(markdown, callMap()),
    planted: ["importItems |", "importItems, auditStock |"],
  },
  {
    name: "has the components of catalog-info.yaml, with what they call and own",
    faults: (markdown) => tableFaults(markdown, components()),
    planted: ["| orders | inventory, pricing, payment,", "| orders | inventory, pricing,"],
  },
  {
    name: "has the codes of docs/errors.md, all of them, where that page has them",
    faults: codeFaults,
    planted: ["410 `quote-expired`", "410 `quote-outdated`"],
  },
  {
    name: "names only scripts, benches and tests that are there",
    faults: commandFaults,
    planted: ["gives a repeated order the first answer", "gives a repeated order another answer"],
  },
  {
    name: "names every SQL statement, and none besides",
    faults: statementFaults,
    planted: ["`read-stock`", "`look-at-stock`"],
  },
  {
    name: "names every variable that a process reads, and none besides",
    faults: variableFaults,
    planted: ["`GATEWAY_API_KEYS` | gateway", "`GATEWAY_KEYS` | gateway"],
  },
  {
    name: "names every table",
    faults: unplannedTables,
    planted: ["`order_step`", "`order_steps`"],
  },
  {
    name: "leaves nothing open",
    faults: leftOpen,
    planted: ["none are built;", "TBD;"],
  },
];

describe("task_work/task_plan.md", () => {
  for (const { name, faults, planted } of RULES) {
    it(name, () => assert.deepEqual(faults(plan), []));

    it(`catches a planted violation: ${name}`, () => {
      const broken = plan.replaceAll(...planted);
      assert.notEqual(broken, plan, `nothing to replace: ${planted[0]}`);
      assert.notDeepEqual(faults(broken), []);
    });
  }
});
