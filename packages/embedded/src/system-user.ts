/**
 * PostgreSQL refuses to run as root. When we are root it runs under a system user; this file finds that user, and
 * a place on the disk that this user may reach.
 */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

export type SystemUser = { readonly uid: number; readonly gid: number };

const OWN_USER = "holdfast";
const USERADD = "/usr/sbin/useradd";

/** The user to run PostgreSQL under: undefined (ourselves) unless we are root. May create the user `holdfast`. */
export function postgresUser(): SystemUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const known = findUser("postgres") ?? findUser(OWN_USER);
  if (known !== undefined) return known;
  spawnSync(USERADD, ["--system", "--no-create-home", "--shell", "/usr/sbin/nologin", OWN_USER]);
  const user = findUser(OWN_USER) ?? findUser("nobody");
  if (user === undefined) {
    throw new Error(
      "PostgreSQL cannot run as root, and there is no user postgres, holdfast or nobody to run it under",
    );
  }
  return user;
}

/** May `user` (undefined: ourselves) pass through the directory, or execute the file, at `path`? Asks the kernel. */
export function canReach(path: string, user: SystemUser | undefined): boolean {
  if (user === undefined) return true;
  const { uid, gid } = user;
  return spawnSync("/bin/sh", ["-c", 'test -x "$1"', "sh", path], { uid, gid }).status === 0;
}

function findUser(name: string): SystemUser | undefined {
  const lines = readFileSync("/etc/passwd", "utf8").split("\n");
  const [, , uid, gid] = lines.find((line) => line.startsWith(`${name}:`))?.split(":") ?? [];
  if (uid === undefined || gid === undefined) return undefined;
  return { uid: Number(uid), gid: Number(gid) };
}
