/** The file of flags, in flagd's format: https://flagd.dev/reference/flag-definitions/. Pure: text in, text out. */
import { fail, ok, type Result } from "@holdfast/result";
import { FLAG_KEYS, FLAGS, type FlagKey } from "./flag-table.ts";

/** How a flag is set. */
export type FlagSetting = {
  readonly enabled: boolean;
  /** Of the keys that it is asked for, 1 to 100; the same ones each time, and more of them as it grows. */
  readonly rolloutPercent: number;
};
/** `custom`: the file has a rule of somebody's own, which percentages do not say. */
export type FlagRule = FlagSetting | "custom";
type Definition = {
  readonly state?: unknown;
  readonly variants?: unknown;
  readonly defaultVariant?: unknown;
  readonly targeting?: unknown;
};
export type FlagFile = { readonly flags: Readonly<Record<string, Definition>> };

const SCHEMA = "https://flagd.dev/schema/v0/flags.json";
const VARIANTS = { on: true, off: false };
const BUCKET = { cat: [{ var: "$flagd.flagKey" }, { var: "targetingKey" }] };

/** An absent file has no flags: each is as the table has it. Fails with what is wrong, and where. */
export function readFlagFile(text: string | undefined): Result<FlagFile, string> {
  if (text === undefined) return ok({ flags: {} });
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (error) {
    return fail(`is no JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  const flags = isRecord(document) ? document.flags : undefined;
  if (!isRecord(flags)) return fail("has no object of flags");
  for (const key of FLAG_KEYS) {
    const flag = flags[key];
    if (flag === undefined) continue;
    const fault = faultOf(flag);
    if (fault !== undefined) return fail(`/flags/${key} ${fault}`);
  }
  return ok(document as FlagFile);
}

function faultOf(flag: unknown): string | undefined {
  if (!isRecord(flag)) return "is no object";
  const { state, variants, defaultVariant } = flag;
  if (state !== "ENABLED" && state !== "DISABLED") return "needs a state, ENABLED or DISABLED";
  if (!isRecord(variants) || Object.values(variants).some((value) => typeof value !== "boolean")) {
    return "needs variants that are true or false";
  }
  if (typeof defaultVariant === "string" && Object.hasOwn(variants, defaultVariant)) return;
  return "needs a defaultVariant that is one of its variants";
}

/** The file with one flag set; all else in it stays. */
export function withFlag(file: FlagFile, key: FlagKey, setting: FlagSetting): FlagFile {
  return { ...file, flags: { ...file.flags, [key]: definitionOf(setting) } };
}

export const writeFlagFile = (file: FlagFile): string =>
  `${JSON.stringify({ $schema: SCHEMA, ...file }, null, 2)}\n`;

/** What flagd's evaluator is given: the file's flags, and those of the table that it does not have. */
export function completed({ flags }: FlagFile): string {
  const byDefault = FLAG_KEYS.map((key) => [
    key,
    definitionOf({ enabled: FLAGS[key].byDefault, rolloutPercent: 100 }),
  ]);
  return JSON.stringify({ flags: { ...Object.fromEntries(byDefault), ...flags } });
}

/** How the file sets a flag, as far as percentages can say. */
export function ruleOf({ flags }: FlagFile, key: FlagKey): FlagRule {
  const flag = flags[key];
  if (flag === undefined) return { enabled: FLAGS[key].byDefault, rolloutPercent: 100 };
  const candidates = [
    { enabled: false, rolloutPercent: 100 },
    { enabled: true, rolloutPercent: shareOn(flag.targeting) ?? 100 },
  ];
  const text = canonical(flag);
  return candidates.find((each) => canonical(definitionOf(each)) === text) ?? "custom";
}

function definitionOf({ enabled, rolloutPercent }: FlagSetting): Definition {
  const flag = { state: "ENABLED", variants: VARIANTS, defaultVariant: enabled ? "on" : "off" };
  if (!enabled || rolloutPercent === 100) return flag;
  const shares = [
    ["on", rolloutPercent],
    ["off", 100 - rolloutPercent],
  ];
  // Who names no key is not part of a roll-out.
  const targeting = { if: [{ var: "targetingKey" }, { fractional: [BUCKET, ...shares] }, "off"] };
  return { ...flag, defaultVariant: "off", targeting };
}

function shareOn(targeting: unknown): number | undefined {
  const text = JSON.stringify(targeting) ?? "";
  const share = /\["on",(\d+)\]/.exec(text)?.[1];
  return share === undefined ? undefined : Number(share);
}

/** The order of members is no difference. */
const canonical = (flag: Definition): string =>
  JSON.stringify(flag, (_, value: unknown) =>
    isRecord(value) ? Object.fromEntries(Object.entries(value).sort()) : value,
  );

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
