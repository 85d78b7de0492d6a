import type { Database } from "@holdfast/postgres";

/** Every table's row count and digest: equal contents mean that nothing was written. */
export async function contents(db: Database): Promise<Readonly<Record<string, string>>> {
  const tables = await db.query<{ name: string }>({
    name: "find-tables",
    text: "select tablename as name from pg_tables where schemaname = 'public' order by 1",
  });
  const told: Record<string, string> = {};
  for (const { name } of tables) {
    const [row] = await db.query<{ digest: string }>({
      name: `contents-${name}`,
      text: `select count(*) || ':' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as digest from "${name}" t`,
    });
    told[name] = row?.digest ?? "";
  }
  return told;
}
