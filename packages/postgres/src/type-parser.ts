import pg from "pg";

/** bigint as a number (our ids, versions and amounts stay safe integers; anything larger throws); the rest as pg does. */
export function getTypeParser(oid: number, format?: "text" | "binary"): (value: string) => unknown {
  if (oid === pg.types.builtins.INT8 && format !== "binary") return parseSafeInteger;
  return pg.types.getTypeParser(oid, format as "text");
}

function parseSafeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`bigint ${text} is not a safe integer`);
  return value;
}
