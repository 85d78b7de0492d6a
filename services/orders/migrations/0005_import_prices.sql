-- Price rows besides products, items and stock.
alter table import_job
  drop constraint import_job_kind_check,
  drop constraint import_job_format_check,
  add constraint import_job_kind_check check (kind in ('products', 'items', 'stock', 'prices')),
  add constraint import_job_format_check check (format in ('shopify', 'simple', 'items', 'stock', 'prices'));
