import { readFileSync } from "node:fs";
import type { operations as gatewayOperations } from "../generated/gateway.d.ts";
import type { operations as inventoryOperations } from "../generated/inventory.d.ts";
import type { operations as ordersOperations } from "../generated/orders.d.ts";
import type { operations as paymentOperations } from "../generated/payment.d.ts";
import type { operations as pricingOperations } from "../generated/pricing.d.ts";
import { type OpenApiDocument, type OperationTable, operationsIn } from "./operations.ts";

export type { OpenApiDocument, OperationEntry, OperationTable } from "./operations.ts";
export type GatewayOperations = gatewayOperations;
export type InventoryOperations = inventoryOperations;
export type OrdersOperations = ordersOperations;
export type PaymentOperations = paymentOperations;
export type PricingOperations = pricingOperations;

const documents = new Map<string, OpenApiDocument>();
const tables = new Map<string, OperationTable>();

/**
 * The committed OpenAPI document of a contract, `contracts/<name>.openapi.json`, read once a process.
 * @throws Error when there is no such contract.
 */
export function contractDocument(name: string): OpenApiDocument {
  return remembered(documents, name, () => {
    try {
      return JSON.parse(contractText(name)) as OpenApiDocument;
    } catch (cause) {
      throw new Error(`there is no readable contract "${name}"; npm run contracts writes it`, {
        cause,
      });
    }
  });
}

/** The committed document as it is written. @throws Error when there is no such contract. */
export const contractText = (name: string): string =>
  readFileSync(new URL(`../${name}.openapi.json`, import.meta.url), "utf8");

/** How each operation of a contract is called. @throws Error when there is no such contract. */
export function operationTable(name: string): OperationTable {
  return remembered(tables, name, () => operationsIn(contractDocument(name)));
}

function remembered<T>(known: Map<string, T>, name: string, make: () => T): T {
  const found = known.get(name);
  if (found !== undefined) return found;
  const made = make();
  known.set(name, made);
  return made;
}
