import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";

/** Why tests on a real Redis do not run; false where they do. On a machine that must have one it fails instead. */
export function withoutRedis(isRequired: boolean): string | false {
  if (spawnSync("redis-server", ["--version"]).status === 0) return false;
  const reason = "no redis-server here: sudo bash scripts/install-tools.sh redis-server";
  if (isRequired) throw new Error(reason);
  return reason;
}

/** A server of the test's own, which keeps nothing on disk. */
export async function startRedis() {
  const port = await freePort();
  const server = spawn(
    "redis-server",
    [..."--bind 127.0.0.1 --appendonly no --save".split(" "), "", "--port", String(port)],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  let output = "";
  for await (const chunk of server.stdout
    .setEncoding("utf8")
    .iterator({ destroyOnReturn: false })) {
    output += chunk;
    if (output.includes("Ready to accept connections")) break;
  }
  server.stdout.resume();
  return {
    url: `redis://127.0.0.1:${port}`,
    /** It accepts and never answers. */
    hang: () => server.kill("SIGSTOP"),
    goOn: () => server.kill("SIGCONT"),
    stop: async () => {
      server.kill("SIGCONT");
      server.kill("SIGKILL");
      await once(server, "exit");
    },
  };
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  if (address === null || typeof address === "string") throw new Error("no free port");
  return address.port;
}
