import type { Precondition } from "@holdfast/http-service/precondition";
import type { Queryable } from "@holdfast/postgres";

export type Location = {
  readonly code: string;
  readonly name: string;
  readonly priority: number;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly country: string | null;
};
export type StoredLocation = Location & {
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
};

const COLUMNS = `code, name, priority, latitude, longitude, country, version, created_at as "createdAt",
  updated_at as "updatedAt"`;
const INSERT = `insert into location (code, name, priority, latitude, longitude, country, created_at, updated_at)
  values ($1, $2, $3, $4, $5, $6, $7, $7)`;
const SET = `set name = $2, priority = $3, latitude = $4, longitude = $5, country = $6, updated_at = $7,
  version = location.version + 1`;

/**
 * Creates the location or replaces it whole, under the precondition, in one atomic statement; undefined when the
 * precondition fails. Version 1 is a created one.
 */
export async function putLocation(
  db: Queryable,
  {
    location,
    precondition,
    nowMs,
  }: { location: Location; precondition: Precondition; nowMs: number },
): Promise<StoredLocation | undefined> {
  const written = [
    location.code,
    location.name,
    location.priority,
    location.latitude,
    location.longitude,
    location.country,
    new Date(nowMs),
  ];
  switch (precondition.kind) {
    case "none":
      return upsertLocation(db, written);
    case "absent":
      return createLocation(db, written);
    case "present":
      return replaceLocation(db, [...written, null]);
    case "version":
      return replaceLocation(db, [...written, precondition.versions]);
    default:
      return precondition satisfies never;
  }
}

export async function findLocation(
  db: Queryable,
  code: string,
): Promise<StoredLocation | undefined> {
  const [location] = await db.query<StoredLocation>({
    name: "find-location",
    text: `select ${COLUMNS} from location where code = $1`,
    values: [code],
  });
  return location;
}

async function upsertLocation(db: Queryable, values: readonly unknown[]) {
  const [location] = await db.query<StoredLocation>({
    name: "upsert-location",
    text: `${INSERT} on conflict (code) do update ${SET} returning ${COLUMNS}`,
    values,
  });
  return location;
}

async function createLocation(db: Queryable, values: readonly unknown[]) {
  const [location] = await db.query<StoredLocation>({
    name: "create-location",
    text: `${INSERT} on conflict (code) do nothing returning ${COLUMNS}`,
    values,
  });
  return location;
}

/** The last value lists the versions that may be replaced; null for any. */
async function replaceLocation(db: Queryable, values: readonly unknown[]) {
  const [location] = await db.query<StoredLocation>({
    name: "replace-location",
    text: `update location ${SET} where code = $1 and ($8::bigint[] is null or version = any($8))
           returning ${COLUMNS}`,
    values,
  });
  return location;
}
