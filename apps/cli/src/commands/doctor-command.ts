/** `holdfast doctor` as it is written. */
import type { Command } from "commander";
import { EXIT } from "../exit.ts";
import { complain, print, toJson } from "../output.ts";
import { readSettings } from "../settings.ts";
import type { Surroundings } from "../surroundings.ts";
import { doctorExit, doctorText } from "./doctor.ts";
import { screenOf } from "./text-table.ts";

export function addDoctorCommand(program: Command, { env, exit }: Surroundings): void {
  program
    .command("doctor")
    .description("check the set-up, and say what to do")
    .option("--json", "print [{ check, status, detail, advice }]")
    .addHelpText("after", AFTER)
    .action(async (flags: { readonly json?: true }) => {
      const settings = readSettings(env, { running: true });
      if (!settings.ok) return exit(complain(settings.error, EXIT.unasked));
      const { examine } = await import("./doctor-checks.ts"); // with clients of what it looks at
      const findings = await examine(settings.value, env);
      print(flags.json ? toJson(findings) : doctorText(findings, screenOf(process.stdout)));
      exit(doctorExit(findings));
    });
}

const AFTER = `
Looks at Node, the data directory and its disk, the binaries, memory, ports or what runs on them, the gateway that runs
here or that HOLDFAST_URL names, its clock, and Redis where REDIS_URL names one. Changes nothing. Exit code 1 when something fails; warnings do not count.

Example:
  $ npx holdfast doctor
`;
