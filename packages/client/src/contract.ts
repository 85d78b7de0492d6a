/** The public contract's types. The build replaces this file's import by a copy that the published package carries. */
import type { GatewayOperations } from "@holdfast/contracts";

export type Operations = GatewayOperations;
