import { createReadStream } from "node:fs";
import { mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { ReportStorage } from "./report-storage.ts";

/** Parts as files below `directory`, a folder a report. Several machines need a file system that they share. */
export function diskStorage(directory: string): ReportStorage {
  return {
    write: async (name, bytes) => {
      const path = join(directory, name);
      await mkdir(dirname(path), { recursive: true });
      const file = await open(`${path}.partial`, "w");
      try {
        await file.writeFile(bytes);
        await file.datasync();
      } finally {
        await file.close();
      }
      await rename(`${path}.partial`, path);
    },
    list: async (reportId) => {
      const names = await readdir(join(directory, reportId)).catch(
        orNothing<readonly string[]>([]),
      );
      const whole = names.filter((name) => !name.endsWith(".partial"));
      return Promise.all(
        whole.map(async (name) => {
          const { size } = await stat(join(directory, reportId, name));
          return { name: `${reportId}/${name}`, bytes: size };
        }),
      );
    },
    read: async (name) => {
      const file = await open(join(directory, name));
      return createReadStream("", { fd: file });
    },
    remove: (reportId) => rm(join(directory, reportId), { recursive: true, force: true }),
  };
}

function orNothing<T>(nothing: T) {
  return (error: unknown): T => {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return nothing;
    throw error;
  };
}
