import { startTelemetry } from "../../packages/telemetry/src/telemetry.ts";
import { createRelay } from "./relay.ts";

/** `npm run w3c-test-service`: waits for the W3C's suite until it is interrupted. PORT moves it (5000). */
const telemetry = startTelemetry({
  serviceName: "w3c-test-service",
  serviceVersion: "1",
  env: process.env,
});
const app = createRelay();
app.addHook("onClose", () => telemetry.shutdown());
const origin = await app.listen({ host: "127.0.0.1", port: Number(process.env.PORT ?? 5000) });
process.stdout.write(`SERVICE_ENDPOINT=${origin}/test\n`);
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => void app.close());
