import type { Rule } from "../model.ts";
import { contractChanged } from "./contract-changed.ts";
import { migrationsChanged } from "./migrations.ts";
import { policiesChanged } from "./policies.ts";
import { sourceChanged } from "./source-changed.ts";

/** Every rule of `plan impact`. */
export const RULES: readonly Rule[] = [
  contractChanged,
  migrationsChanged,
  policiesChanged,
  sourceChanged,
];
