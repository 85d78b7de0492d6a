import type { PortName } from "./ports.ts";

type ServiceName = Extract<
  PortName,
  "gateway" | "inventory" | "pricing" | "orders" | "payment-sandbox"
>;
export type Service = {
  readonly name: ServiceName;
  /** Relative to the repository's root. */
  readonly main: string;
  /** The database it owns, and the variable that can point it to one of the user's. */
  readonly database?: { readonly name: string; readonly variable: string };
  readonly needsRestate?: boolean;
};

/** The services of the system: the one table that start, status and the help text read. */
export const SERVICES: readonly Service[] = [
  {
    name: "gateway",
    main: "services/gateway/src/main.ts",
    database: { name: "gateway", variable: "GATEWAY_DATABASE_URL" },
  },
  {
    name: "inventory",
    main: "services/inventory/src/main.ts",
    database: { name: "inventory", variable: "INVENTORY_DATABASE_URL" },
  },
  {
    name: "pricing",
    main: "services/pricing/src/main.ts",
    database: { name: "pricing", variable: "PRICING_DATABASE_URL" },
  },
  {
    name: "orders",
    main: "services/orders/src/main.ts",
    database: { name: "orders", variable: "ORDERS_DATABASE_URL" },
    needsRestate: true,
  },
  { name: "payment-sandbox", main: "sandbox/src/main.ts" },
];

/**
 * Who is stopped after whom. The door closes first; orders ends its sagas' steps while those they call still answer; the
 * stores go last, when nobody writes any more.
 */
export const STOP_ORDER: readonly (readonly string[])[] = [
  ["gateway"],
  ["orders"],
  ["inventory", "pricing", "payment-sandbox"],
  ["restate"],
  ["postgres"],
];
