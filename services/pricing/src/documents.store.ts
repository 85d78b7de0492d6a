import type { Queryable } from "@holdfast/postgres";

export type DocumentKind =
  | "promotion"
  | "fx-rates"
  | "currency"
  | "customer-group"
  | "dynamic-rule"
  | "price-limits";

/** One version of a document. Versions count from 1, revisions are its kind's; neither changes once written. */
export type StoredDocument<Body> = {
  readonly key: string;
  readonly version: number;
  readonly revision: number;
  /** null: deleted. */
  readonly body: Body | null;
  readonly recordedAt: Date;
};
/** All documents of a kind as one revision has them, by key; deleted ones are not among them. */
export type Documents<Body> = {
  readonly revision: number;
  readonly documents: readonly (StoredDocument<Body> & { readonly body: Body })[];
};

const COLUMNS = `key, version, revision, body, recorded_at as "recordedAt"`;

/** The newest version; its body is null where it was deleted. */
export async function findDocument<Body>(
  db: Queryable,
  kind: DocumentKind,
  key: string,
): Promise<StoredDocument<Body> | undefined> {
  const [document] = await db.query<StoredDocument<Body>>({
    name: "find-document",
    text: `select ${COLUMNS} from document where kind = $1 and key = $2`,
    values: [kind, key],
  });
  return document;
}

/** What is in force. One statement, so the revision is that of the documents. */
export async function listDocuments<Body>(
  db: Queryable,
  kind: DocumentKind,
): Promise<Documents<Body>> {
  const rows = await db.query<Row<Body>>({
    name: "list-documents",
    text: `select k.revision as "kindRevision", d.key, d.version, d.revision, d.body, d.recorded_at as "recordedAt"
             from document_kind k left join document d on d.kind = k.kind and d.body is not null
            where k.kind = $1 order by d.key`,
    values: [kind],
  });
  return toDocuments(rows, rows[0]?.kindRevision ?? 0);
}

/** What was in force at a revision of the kind. */
export async function listDocumentsAt<Body>(
  db: Queryable,
  kind: DocumentKind,
  revision: number,
): Promise<Documents<Body>> {
  const rows = await db.query<Row<Body>>({
    name: "list-documents-at",
    text: `select $2::bigint as "kindRevision", * from (
             select distinct on (key) ${COLUMNS} from document_history
              where kind = $1 and revision <= $2 order by key, version desc) newest
            where body is not null order by key`,
    values: [kind, revision],
  });
  return toDocuments(rows, revision);
}

/**
 * As `findDocument`, and nobody else changes documents of this kind until the transaction ends: a revision is given out
 * only once the one before is committed.
 */
export async function lockDocument<Body>(
  tx: Queryable,
  kind: DocumentKind,
  key: string,
): Promise<StoredDocument<Body> | undefined> {
  await tx.query({
    name: "lock-document-kind",
    text: "select revision from document_kind where kind = $1 for update",
    values: [kind],
  });
  // A statement of its own: its snapshot is taken after the wait for the lock.
  return findDocument(tx, kind, key);
}

/** Records the body as the document's next version and puts it in force; null deletes it. The caller has the lock of `lockDocument`. */
export async function appendDocument<Body>(
  tx: Queryable,
  next: { readonly kind: DocumentKind; readonly key: string; readonly body: Body | null },
  nowMs: number,
): Promise<StoredDocument<Body>> {
  const [document] = await tx.query<StoredDocument<Body>>({
    name: "append-document",
    text: `with counted as (
             update document_kind set revision = revision + 1 where kind = $1 returning revision),
           appended as (
             insert into document_history (kind, key, version, revision, body, recorded_at)
             select $1, $2, coalesce((select version from document where kind = $1 and key = $2), 0) + 1, revision, $3, $4
               from counted returning *)
           insert into document (kind, key, version, revision, body, recorded_at) select * from appended
           on conflict (kind, key) do update set version = excluded.version, revision = excluded.revision,
             body = excluded.body, recorded_at = excluded.recorded_at
           returning ${COLUMNS}`,
    values: [
      next.kind,
      next.key,
      next.body === null ? null : JSON.stringify(next.body),
      new Date(nowMs),
    ],
  });
  if (document === undefined) throw new Error(`${next.kind} ${next.key} was not recorded`);
  return document;
}

type Row<Body> = StoredDocument<Body> & { readonly kindRevision: number };

function toDocuments<Body>(rows: readonly Row<Body>[], revision: number): Documents<Body> {
  const documents = rows.flatMap(({ kindRevision: _, body, ...rest }) =>
    body === null ? [] : [{ ...rest, body }],
  );
  return { revision, documents };
}
