/** Opens what the gateway asks who may call: its database, with keys and audit log, and the issuer of tokens. */
import { join } from "node:path";
import type { Check } from "@holdfast/http-service/health";
import type { Logger } from "@holdfast/log";
import { openDocumentReader } from "@holdfast/outbound/document";
import { type Database, openDatabase } from "@holdfast/postgres";
import { type ListenOptions, listen } from "@holdfast/postgres/listen";
import { migrate } from "@holdfast/postgres/migrate";
import { unrecorded } from "@holdfast/telemetry";
import { forgetEndedKeys, liveKeys, recordUses } from "./api-keys/api-keys.store.ts";
import { type Keyring, openKeyring } from "./api-keys/keyring.ts";
import { appendAudit, forgetAudit } from "./audit-log/audit-log.store.ts";
import { type AuditTrail, openAuditTrail } from "./audit-log/audit-trail.ts";
import { issuerKeys } from "./authenticate/issuer-keys.client.ts";
import type { TokenSettings } from "./authenticate/token.ts";
import { type TokenVerifier, tokenVerifier } from "./authenticate/verify-token.client.ts";

type Checks = Readonly<Record<string, Check>>;
export type Access = {
  readonly database: Database;
  readonly keyring: Keyring;
  readonly trail: AuditTrail;
  readonly checks: Checks;
  readonly close: () => Promise<void>;
};
export type AccessOptions = {
  readonly url: string;
  readonly auditRetentionDays: number;
  readonly log: Logger;
  readonly nowMs: () => number;
  readonly schedule: ListenOptions["schedule"];
};

/** A server that vanished answers nothing, not even that: the keys are then read by another connection. */
const PATIENCE = { statementTimeoutMs: 4_000, answerTimeoutMs: 5_000 };
const SWEEP_MS = 3_600_000;
const DAY_MS = 24 * 3_600_000;

/** Resolves once the keys were read, or could not be: a gateway starts without its database, too. */
export async function openAccess(options: AccessOptions): Promise<Access> {
  const { url, log, nowMs, schedule } = options;
  const applicationName = "holdfast-gateway";
  const database = openDatabase({ url, applicationName, connectionsMax: 4, ...PATIENCE });
  const keyring = await openKeyring({
    migrate: () => migrate({ url, directory: join(import.meta.dirname, "../migrations") }),
    liveKeys: () => unrecorded(() => liveKeys(database, nowMs())),
    recordUses: (uses) => unrecorded(() => recordUses(database, uses)),
    listen: (on) => listen({ ...on, url, applicationName: "holdfast-gateway-keys", schedule }),
    ...{ nowMs, schedule, log },
  });
  const append: Parameters<typeof openAuditTrail>[0]["append"] = (entries) =>
    unrecorded(() => appendAudit(database, entries));
  const trail = openAuditTrail({ append, schedule, log });
  const stopSweeping = keepSweeping(database, options);
  return {
    ...{ database, keyring, trail },
    checks: { keys: keyring.check, "audit-log": trail.check },
    close: async () => {
      stopSweeping();
      await Promise.all([keyring.close(), trail.close()]);
      await database.close();
    },
  };
}

/** Forgets what is past its time, once an hour. Several gateways do no harm to each other. */
function keepSweeping(
  database: Database,
  { auditRetentionDays, log, nowMs, schedule }: AccessOptions,
): () => void {
  let cancel = () => {};
  const forget = async (): Promise<void> => {
    await forgetEndedKeys(database, nowMs());
    await forgetAudit(database, nowMs() - auditRetentionDays * DAY_MS);
  };
  const sweep = async (): Promise<void> => {
    try {
      await unrecorded(forget);
    } catch (error) {
      log.warn(
        { err: error },
        "old keys and audit entries are not deleted; tried again in an hour",
      );
    }
    again();
  };
  const again = (): void => {
    cancel = schedule(() => void sweep(), SWEEP_MS);
  };
  again();
  return () => cancel();
}

export type Tokens = TokenVerifier & {
  readonly checks: Checks;
  readonly close: () => Promise<void>;
};

/** A set of keys is some kilobytes. */
const JWKS_BYTES_MAX = 256 * 1024;

/** Resolves once the issuer's keys were read, or could not be. */
export async function openTokens({
  issuer,
  audience,
  jwksUrl,
  log,
  nowMs,
}: TokenSettings & {
  readonly log: Logger;
  readonly nowMs: () => number;
}): Promise<Tokens> {
  const reader = openDocumentReader({ bytesMax: JWKS_BYTES_MAX });
  const keys = issuerKeys({ reader, jwksUrl, nowMs, log });
  await keys.read();
  const message = "the issuer's keys cannot be read; those last read go on";
  return {
    ...tokenVerifier({ issuer, audience, keys, nowMs }),
    checks: {
      "token-issuer": async () =>
        keys.isFailing() ? ({ status: "warn", message } as const) : ({ status: "ok" } as const),
    },
    close: () => reader.close(),
  };
}
