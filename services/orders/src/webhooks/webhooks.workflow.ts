import { unrecorded } from "@holdfast/telemetry";
import { type ObjectContext, object } from "@restatedev/restate-sdk";
import { engineOf, SERVICE_OPTIONS } from "../restate-engine.ts";
import { type DeliverDeps, deliverDue } from "./deliver-due.client.ts";

/** Known to whoever wakes it. */
export const WEBHOOK_OBJECT = "webhook-endpoint";

/**
 * One an endpoint, its key the endpoint's id: the engine lets one turn of a key run at a time, whichever process it is in,
 * so that an endpoint gets its events one after the other and a slow one stands in nobody's way.
 */
export function webhookObject(deps: DeliverDeps) {
  return object({
    name: WEBHOOK_OBJECT,
    handlers: {
      deliver: async (restate: ObjectContext) => {
        const { key } = restate;
        const delivered = await engineOf(restate, deps.draining).run("deliver", () =>
          unrecorded(() => deliverDue(deps, key)).catch((error: unknown) => {
            deps.log.warn(
              { err: error, endpointId: key },
              "a webhook is held up, it is tried again",
            );
            throw error;
          }),
        );
        if (delivered.kind === "rest") return;
        const self = { service: WEBHOOK_OBJECT, method: "deliver", key };
        const delay = delivered.afterMs;
        restate.genericSend({ ...self, parameter: new Uint8Array(), delay });
      },
    },
    options: SERVICE_OPTIONS,
  });
}
