import assert from "node:assert/strict";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readlinkSync,
  realpathSync,
  rmSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "node:test";
import { placeOf, postgresHost, removePostgres } from "./postgres-host.ts";
import { canReach } from "./system-user.ts";

const isRoot = process.getuid?.() === 0;

describe("the place of the embedded PostgreSQL", () => {
  let outer: string;
  let home: string;
  beforeEach(() => {
    outer = realpathSync(mkdtempSync(join(tmpdir(), "holdfast place ")));
    home = join(outer, "home");
  });
  afterEach(() => {
    removePostgres(home);
    rmSync(outer, { recursive: true, force: true });
  });

  it("is in the home where the server's user can get there", () => {
    chmodSync(outer, 0o711);
    const { place, user, binaries } = postgresHost(home);
    assert.equal(place, join(home, "postgres"));
    assert.equal(user === undefined, !isRoot);
    assert.ok(canReach(place, user));
    assert.ok(binaries.startsWith(place) || existsSync(join(binaries, "bin", "postgres")));
  });

  it("is elsewhere, and linked, where that user cannot: a checkout below /root", () => {
    chmodSync(outer, 0o700);
    const { place, user } = postgresHost(home);
    assert.ok(canReach(place, user));
    assert.equal(place.startsWith("/var/lib/holdfast/"), isRoot);
    if (isRoot) assert.equal(readlinkSync(join(home, "postgres")), place);
    assert.deepEqual(postgresHost(home).place, place);
  });

  it("is removed wherever it is", () => {
    chmodSync(outer, 0o700);
    const { place } = postgresHost(home);
    mkdirSync(join(place, "data"));
    removePostgres(home);
    assert.deepEqual([existsSync(place), placeOf(home)], [false, undefined]);
    removePostgres(home);
  });

  it("does not believe the leftovers of a home that was deleted by hand", () => {
    chmodSync(outer, 0o700);
    mkdirSync(join(postgresHost(home).place, "data"));
    rmSync(home, { recursive: true });
    const { place } = postgresHost(home);
    assert.equal(existsSync(join(place, "data")), false);
  });
});
