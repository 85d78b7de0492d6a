import { fail, ok, type Result } from "@holdfast/result";

/** Who listens where, counted from PORT_BASE. Five services, then the two embedded servers and what belongs to them. */
const OFFSETS = {
  gateway: 0,
  inventory: 1,
  pricing: 2,
  orders: 3,
  "payment-sandbox": 4,
  postgres: 10,
  restateIngress: 11,
  restateAdmin: 12,
  restateNode: 13,
  ordersEndpoint: 14,
} as const;

export type PortName = keyof typeof OFFSETS;
export type Ports = Readonly<Record<PortName, number>>;

export const PORT_BASE_DEFAULT = 8000;
const PORT_MAX = 65_535;
const SPAN = 14;

export function portPlan(base: number): Ports {
  const entries = Object.entries(OFFSETS).map(([name, offset]) => [name, base + offset]);
  return Object.fromEntries(entries) as Ports;
}

/** PORT_BASE as the user wrote it; all ports up to base + 14 must exist. */
export function parsePortBase(text: string): Result<number, string> {
  const base = Number(text);
  if (/^\d{1,5}$/.test(text) && base >= 1 && base + SPAN <= PORT_MAX) return ok(base);
  return fail(
    `PORT_BASE must be a whole number from 1 to ${PORT_MAX - SPAN} (Holdfast uses the ${SPAN} ports after it too), not "${text}"`,
  );
}
