/** The codes of docs/errors.md, as the public contract tells of them. Pure. */
export type ErrorCode = {
  readonly code: string;
  readonly status: number;
  /** Those of the gateway's contract and of the services'. */
  readonly operations: "all" | readonly string[];
  readonly when: string;
};

const ROW = /^\| `([a-z0-9-]+)` \| (\d{3}) \| (.*) \|$/gm;

/** A status written as a class, `4xx`, is no code of one status and is left out. */
export function errorCodes(errorsPage: string): readonly ErrorCode[] {
  return errorsPage
    .split(/^## /m)
    .slice(1)
    .flatMap((section) => {
      const isForAll = /^(On every operation|At the gateway)\n/.test(section);
      return [...section.matchAll(ROW)].map(([, code = "", status = "", rest = ""]): ErrorCode => {
        const cells = rest.split(" | ");
        const [names = "", when = ""] = isForAll ? ["", ...cells] : cells;
        const operations = [...names.matchAll(/`(\w+)`/g)].map(([, name = ""]) => name);
        return { code, status: Number(status), operations: isForAll ? "all" : operations, when };
      });
    });
}
