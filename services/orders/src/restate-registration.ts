import type { CheckResult } from "@holdfast/http-service/health";
import type { Logger } from "@holdfast/log";

export type RegistrationOptions = {
  readonly adminUrl: string;
  /** A service of the deployment: the server knows the deployment when it knows this. */
  readonly service: string;
  /** How the Restate server reaches our endpoint, with the version: `http://127.0.0.1:8014/v1`. */
  readonly deploymentUrl: string;
  /** Replaces what is registered under the same URL: for embedded use, where code changes between starts. */
  readonly force: boolean;
  readonly log: Logger;
  /** The standard `fetch`. The admin interface is the engine's, no service of ours, so no contract and no policy has it. */
  readonly send: typeof globalThis.fetch;
  readonly wait: (ms: number) => Promise<void>;
};

export type Registration = {
  /** Fails until the server knows the deployment. */
  readonly check: () => Promise<CheckResult>;
  readonly stop: () => void;
};

const BACKOFF_MS_MIN = 50;
const BACKOFF_MS_MAX = 2_000;
const ANSWER_TIMEOUT_MS = 5_000;

/**
 * Registers the deployment, trying until the server takes it: orders and Restate may start in any order. A server that
 * lost its data is told again by the next check.
 */
export function registerDeployment(options: RegistrationOptions): Registration {
  let state: "pending" | "registered" | "stopped" = "pending";
  const keepTrying = async () => {
    for (let backoffMs = BACKOFF_MS_MIN; state === "pending"; ) {
      const failure = await tryRegister(options);
      if (failure === undefined) {
        state = "registered";
        options.log.info({ deployment: options.deploymentUrl }, "registered with restate");
        return;
      }
      options.log.debug({ failure }, "restate does not take the registration yet");
      await options.wait(backoffMs);
      backoffMs = Math.min(backoffMs * 2, BACKOFF_MS_MAX);
    }
  };
  void keepTrying();
  return {
    check: async () => {
      if (state !== "registered") return { status: "fail", message: "not registered yet" };
      const answer = await options.send(`${options.adminUrl}/services/${options.service}`, {
        signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS),
      });
      await answer.body?.cancel();
      if (answer.ok) return { status: "ok" };
      if (answer.status === 404) {
        state = "pending";
        void keepTrying();
      }
      return { status: "fail", message: `does not know us: ${answer.status}` };
    },
    stop: () => {
      state = "stopped";
    },
  };
}

/** Why it was not registered; undefined when it was. */
async function tryRegister(options: RegistrationOptions): Promise<string | undefined> {
  try {
    const answer = await options.send(`${options.adminUrl}/deployments`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ uri: options.deploymentUrl, force: options.force }),
      signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS),
    });
    const text = await answer.text();
    return answer.ok ? undefined : `${answer.status} ${text.slice(0, 500)}`;
  } catch (error) {
    return String(error);
  }
}
