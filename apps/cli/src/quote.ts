/** `holdfast quote replay`: does a stored quote come out the same when it is computed again? */
import { fail, ok, type Result } from "@holdfast/result";
import { EXIT } from "./exit.ts";
import { callGateway, type Gateway, refusalText } from "./gateway.ts";

export type Replay = {
  readonly id: string;
  readonly identical: boolean;
  readonly differences: readonly {
    readonly path: string;
    readonly stored?: unknown;
    readonly computed?: unknown;
  }[];
};

export async function askReplay(gateway: Gateway, id: string): Promise<Result<Replay, string>> {
  const path = `/api/v1/admin/quotes/${encodeURIComponent(id)}/replay`;
  const answer = await callGateway(gateway, { method: "GET", path });
  if (!answer.ok) return answer;
  const { status, body } = answer.value;
  if (status !== 200) return fail(refusalText(answer.value));
  if (typeof body.identical === "boolean" && Array.isArray(body.differences)) {
    return ok({ id, ...(body as Omit<Replay, "id">) });
  }
  return fail(`${gateway.origin} answered without a replay`);
}

export function replayText({ id, identical, differences }: Replay): string {
  if (identical) return `quote ${id}: computed again, byte for byte the same\n`;
  const lines = differences.map(
    ({ path, stored, computed }) =>
      `  ${path || "(all of it)"}: stored ${JSON.stringify(stored)}, computed ${JSON.stringify(computed)}\n`,
  );
  return `quote ${id}: computed again, it is different:\n${lines.join("")}`;
}

export const replayExit = ({ identical }: Replay): number => (identical ? EXIT.done : EXIT.no);
