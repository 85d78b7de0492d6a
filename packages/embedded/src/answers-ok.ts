// Importing it by name would load all that it offers, fetch among it: 15 MiB in a process that only looks after others.
const { get } = process.getBuiltinModule("node:http");

/** Does `GET url` answer with a status of success within `timeoutMs`? The answer's body is not read. */
export function answersOk(url: string, timeoutMs: number): Promise<boolean> {
  return new Promise((resolve) => {
    const options = { agent: false, signal: AbortSignal.timeout(timeoutMs) };
    const asked = get(url, options, ({ statusCode = 0 }) => {
      resolve(statusCode >= 200 && statusCode < 300);
      asked.destroy();
    });
    asked.on("error", () => resolve(false));
  });
}
