/** `holdfast quote replay`: does a stored quote come out the same when it is computed again? */
import type { AnswerOf } from "@holdfast/client";
import { fail, ok, type Result } from "@holdfast/result";
import { EXIT } from "./exit.ts";
import { type Gateway, reasonLine } from "./gateway.ts";

type Replay = AnswerOf<"replayQuote">;

export async function askReplay(gateway: Gateway, id: string): Promise<Result<Replay, string>> {
  const answer = await gateway.client.replayQuote({ path: { id } });
  return answer.ok ? ok(answer.value) : fail(reasonLine(answer.error, gateway));
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
