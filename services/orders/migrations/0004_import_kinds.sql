-- Items and stock besides products. `import_batch.products` holds the rows of whichever kind.
alter table import_job
  drop constraint import_job_kind_check,
  drop constraint import_job_format_check,
  add constraint import_job_kind_check check (kind in ('products', 'items', 'stock')),
  add constraint import_job_format_check check (format in ('shopify', 'simple', 'items', 'stock'));

-- Which SKU, or SKU and location, stands on which line. Unlogged and without a foreign key: it is only read while the
-- file streams in, and an upload does not survive a crash of the database either. It takes the place of import_sku, which
-- processes of the version before still use.
create unlogged table import_subject (
  job_id uuid not null,
  subject text not null,
  line int not null,
  primary key (job_id, subject)
);
