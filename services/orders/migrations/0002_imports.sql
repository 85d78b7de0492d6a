-- An uploaded file, cut into batches while it streams in. Nothing of it is applied before the whole upload ended well.
create table import_job (
  id uuid primary key,
  account text not null,
  kind text not null check (kind in ('products')),
  format text not null check (format in ('shopify', 'simple')),
  status text not null default 'receiving' check (status in ('receiving', 'queued', 'running', 'done', 'failed')),
  batches_count int not null default 0 check (batches_count >= 0),
  rows_count int not null default 0 check (rows_count >= 0),
  rejected_count int not null default 0 check (rejected_count >= 0),
  created_count int not null default 0,
  updated_count int not null default 0,
  unchanged_count int not null default 0,
  idempotency_key text, -- with the fingerprint of the whole file; set when the job is queued
  fingerprint text,
  correlation_id text not null,
  traceparent text not null,
  created_at timestamptz not null,
  finished_at timestamptz,
  constraint import_job_adds_up check (
    rejected_count + created_count + updated_count + unchanged_count <= rows_count)
);
create unique index import_job_idempotency_key on import_job (account, idempotency_key);
create index import_job_open on import_job (created_at) where status in ('receiving', 'queued');

-- Deleted when it is applied, with its SKUs below: the goods are where they belong by then.
create table import_batch (
  job_id uuid not null references import_job on delete cascade,
  seq int not null,
  products jsonb not null,
  primary key (job_id, seq)
);

-- Which SKU stands on which line: a second row for the same SKU is refused, without the whole file in memory.
create table import_sku (
  job_id uuid not null references import_job on delete cascade,
  sku text not null,
  line int not null,
  primary key (job_id, sku)
);

create table import_error (
  job_id uuid not null references import_job on delete cascade,
  id bigint generated always as identity,
  line int not null,
  column_name text not null,
  message text not null,
  primary key (job_id, id)
);
