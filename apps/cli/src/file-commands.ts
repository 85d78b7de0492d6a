/** `holdfast import` and `holdfast export`: CSV files through the gateway. */
import { statSync } from "node:fs";
import { resolve } from "node:path";
import { fail, ok, type Result } from "@holdfast/result";
import type { Command } from "commander";
import { EXIT } from "./exit.ts";
import { type ExportKind, exportFile } from "./export-file.ts";
import { type Gateway, gatewayOf } from "./gateway.ts";
import * as help from "./help.ts";
import { type ImportKind, importFile } from "./import-job.ts";
import { importExit, importText } from "./import-report.ts";
import { complain, print, toJson } from "./output.ts";
import { progressShown } from "./progress.ts";
import {
  type FxFlags,
  fxRatesText,
  importFxRates,
  importTaxRates,
  taxRatesText,
} from "./rate-files.ts";
import type { Environment } from "./settings.ts";
import type { Exit, Surroundings } from "./surroundings.ts";

type JsonOption = { readonly json?: true };
type PromotionOption = { readonly promotion?: string };
type ImportFlags = JsonOption &
  PromotionOption & { readonly currency?: string; readonly location?: string };

export function addFileCommands(program: Command, { env, exit }: Surroundings): void {
  addImportCommands(program.command("import"), env, exit);
  addExportCommands(program.command("export"), env, exit);
}

function addImportCommands(parent: Command, env: Environment, exit: Exit): void {
  const location = ["--location <code>", "location of stock that names none, such as BER"] as const;
  const command = (kind: ImportKind, description: string, after: string) =>
    parent
      .command(`${kind} <file>`)
      .description(description)
      .option("--json", "print the job's report as JSON")
      .addHelpText("after", after + help.AFTER_TRANSFER)
      .action((file: string, flags: ImportFlags) => runImport({ kind, file, flags }, env, exit));
  parent.description(
    "load a file through the gateway: products, items, stock, prices, coupons, tax-rates or fx-rates",
  );
  command(
    "products",
    "load items, stock and prices (Shopify's product export, or our own columns)",
    help.AFTER_IMPORT,
  )
    .option("--currency <code>", "currency of prices that name none, such as EUR")
    .option(...location);
  command("items", "load items and the rules by which they are sold", help.AFTER_IMPORT_ITEMS);
  command("stock", "load counts of shelves", help.AFTER_IMPORT_STOCK).option(...location);
  command("prices", "load prices, each with its conditions", help.AFTER_IMPORT_PRICES);
  command("coupons", "load coupons of a promotion", help.AFTER_IMPORT_COUPONS).requiredOption(
    ...PROMOTION,
  );
  addRateCommands(parent, env, exit);
}

const PROMOTION = ["--promotion <id>", "the promotion whose coupons they are"] as const;

/** Unlike the others these are no jobs: the file is one request, and its answer the report. */
function addRateCommands(parent: Command, env: Environment, exit: Exit): void {
  const run = async <Answer>(
    file: string,
    flags: JsonOption,
    { send, text }: RateFile<Answer>,
  ): Promise<void> => {
    const gateway = gatewayOf(env);
    if (!gateway.ok) return exit(complain(gateway.error, EXIT.unasked));
    const path = findFile(file, env);
    if (!path.ok) return exit(complain(path.error, EXIT.unasked));
    const answer = await send(gateway.value, path.value);
    if (!answer.ok) return exit(complain(answer.error, EXIT.unasked));
    print(flags.json ? toJson(answer.value) : text(answer.value));
  };
  parent
    .command("tax-rates <file>")
    .description("set the tax rates of all countries of a file (JSON)")
    .option("--net-prices", "prices of countries that are new do not include tax")
    .option("--json", "print the answer as JSON")
    .addHelpText("after", help.AFTER_IMPORT_TAX_RATES)
    .action((file: string, flags: JsonOption & { readonly netPrices?: true }) => {
      const netPrices = flags.netPrices === true;
      const send = (gateway: Gateway, path: string) => importTaxRates(gateway, path, { netPrices });
      return run(file, flags, { send, text: taxRatesText });
    });
  parent
    .command("fx-rates <file>")
    .description("replace the exchange rates (CSV or JSON)")
    .option("--base <code>", "the currency of which one is worth each rate, such as EUR")
    .option("--as-of <day>", "the day or time of the rates, such as 2026-11-01")
    .option("--json", "print the answer as JSON")
    .addHelpText("after", help.AFTER_IMPORT_FX_RATES)
    .action((file: string, flags: JsonOption & FxFlags) => {
      const send = (gateway: Gateway, path: string) => importFxRates(gateway, path, flags);
      return run(file, flags, { send, text: fxRatesText });
    });
}

type RateFile<Answer> = {
  readonly send: (gateway: Gateway, path: string) => Promise<Result<Answer, string>>;
  readonly text: (answer: Answer) => string;
};

function addExportCommands(parent: Command, env: Environment, exit: Exit): void {
  parent.description("write a CSV file that an import takes back: items, stock, prices or coupons");
  for (const [kind, description] of [
    ["items", "write all items that are sold"],
    ["stock", "write what is on every shelf"],
    ["prices", "write all prices"],
    ["coupons", "write the coupons of a promotion, with their uses"],
  ] as const) {
    const command = parent
      .command(`${kind} [file]`)
      .description(`${description}, to standard output where no file is named`)
      .option("--json", "print { file, rows, bytes } when the file is whole")
      .addHelpText("after", help.AFTER_EXPORT + help.AFTER_TRANSFER)
      .action((file: string | undefined, flags: JsonOption & PromotionOption) =>
        runExport({ kind, file, flags }, env, exit),
      );
    if (kind === "coupons") command.requiredOption(...PROMOTION);
  }
}

async function runImport(
  { kind, file, flags }: { kind: ImportKind; file: string; flags: ImportFlags },
  env: Environment,
  exit: Exit,
): Promise<void> {
  const gateway = gatewayOf(env);
  if (!gateway.ok) return exit(complain(gateway.error, EXIT.unasked));
  const path = findFile(file, env);
  if (!path.ok) return exit(complain(path.error, EXIT.unasked));
  const { currency, location, promotion } = flags;
  const progress = progressOn(flags);
  const options = { currency, location, promotion, onProgress: progress.show };
  const report = await importFile(gateway.value, { kind, path: path.value }, options);
  progress.clear();
  if (!report.ok) return exit(complain(report.error, EXIT.unasked));
  print(flags.json ? toJson(report.value) : importText(report.value));
  exit(importExit(report.value));
}

async function runExport(
  {
    kind,
    file,
    flags,
  }: { kind: ExportKind; file: string | undefined; flags: JsonOption & PromotionOption },
  env: Environment,
  exit: Exit,
): Promise<void> {
  if (flags.json && file === undefined) {
    return exit(complain("--json tells of a file: name one", EXIT.unasked));
  }
  const gateway = gatewayOf(env);
  if (!gateway.ok) return exit(complain(gateway.error, EXIT.unasked));
  const path = file === undefined ? undefined : resolve(env.INIT_CWD ?? process.cwd(), file);
  const progress = progressOn(flags);
  const report = await exportFile(
    gateway.value,
    { kind, path, promotion: flags.promotion },
    progress.show,
  );
  progress.clear();
  if (!report.ok) return exit(complain(report.error, EXIT.unasked));
  if (flags.json) print(toJson({ file: path, ...report.value }));
  else if (file !== undefined) print(`${report.value.rows} rows in ${file}\n`);
}

const progressOn = ({ json }: JsonOption) =>
  progressShown(process.stderr, { quiet: json === true, nowMs: () => performance.now() });

/** npm runs us in the repository's root; the file was named from where the user stood. */
export function findFile(file: string, env: Environment): Result<string, string> {
  for (const directory of [process.cwd(), env.INIT_CWD ?? process.cwd()]) {
    const path = resolve(directory, file);
    const found = statSync(path, { throwIfNoEntry: false });
    if (found?.isFile()) return ok(path);
    if (found !== undefined) return fail(`${file} is no file`);
  }
  return fail(`there is no file ${file}`);
}
