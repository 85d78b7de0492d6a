import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const NAMES = ["chromium", "chromium-browser", "google-chrome"];
const OPTIONS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"];

const found = (): string | undefined =>
  NAMES.find((name) => spawnSync(name, ["--version"]).status === 0);

/** Why tests in a browser do not run; false where they do. On a machine that must have one it fails instead. */
export function withoutChromium(isRequired: boolean): string | false {
  if (found() !== undefined) return false;
  const reason = "no chromium here: sudo bash scripts/install-tools.sh chromium";
  if (isRequired) throw new Error(reason);
  return reason;
}

/** A browser that shows `url` until it is stopped; `profile` is its folder, where it writes the port it is controlled by. */
export function browse(url: string) {
  const profile = mkdtempSync(join(tmpdir(), "holdfast-chromium-"));
  const options = [...OPTIONS, "--remote-debugging-port=0", `--user-data-dir=${profile}`];
  // A group of its own: a browser is many processes, which end together.
  const browser = spawn(found() ?? "chromium", [...options, url], {
    detached: true,
    stdio: "ignore",
  });
  return {
    profile,
    stop: async () => {
      const ended = once(browser, "exit");
      if (browser.pid !== undefined) process.kill(-browser.pid, "SIGKILL");
      await ended;
      rmSync(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
    },
  };
}
