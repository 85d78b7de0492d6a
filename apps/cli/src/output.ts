/** What commands say: their answer on standard output, complaints on standard error. */

export const toJson = (value: unknown): string => `${JSON.stringify(value, undefined, 2)}\n`;

export const print = (text: string): void => {
  process.stdout.write(text);
};

/** The code to exit with. */
export function complain(message: string, code: number): number {
  process.stderr.write(`holdfast: ${message}\n`);
  return code;
}
