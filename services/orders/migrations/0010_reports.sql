-- Reports: asked for, made one part after the other, kept for a while. The parts lie in the report storage; the row alone
-- says which of them are the result, so that there is a whole one or none.
create table report (
  id uuid primary key,
  account text not null, -- who asked, and whose it is
  every_account boolean not null, -- an administrator's: sales of all accounts
  type text not null check (type in ('stock-movements', 'sales', 'price-history', 'stock-valuation')),
  format text not null check (format in ('json', 'csv')),
  from_at timestamptz not null, -- inside
  to_at timestamptz not null check (to_at > from_at), -- outside
  status text not null default 'queued' check (status in ('queued', 'running', 'done', 'failed', 'cancelled')),
  slot smallint unique, -- one of those that may be made at once; kept until its workflow has let go
  progress real not null default 0 check (progress between 0 and 1),
  rows_count bigint not null default 0,
  bytes_count bigint not null default 0,
  noted_at timestamptz, -- when progress was last written
  parts jsonb, -- [{ name, bytes }] in order; set when it is done
  failure text, -- why it failed, for whoever asked
  correlation_id text not null,
  traceparent text not null,
  created_at timestamptz not null,
  tried_at timestamptz, -- when it was last given to the engine
  finished_at timestamptz,
  removed_at timestamptz, -- when all that was stored of it was removed
  constraint report_outcome check ((status in ('queued', 'running')) = (finished_at is null)
    and (status = 'done') = (parts is not null) and (status = 'failed') = (failure is not null))
);
create index report_of_account on report (account, created_at desc, id desc);
create index report_by_time on report (created_at desc, id desc);
create index report_open on report (coalesce(tried_at, created_at)) where status in ('queued', 'running') or slot is not null;
create index report_stored on report (finished_at) where finished_at is not null and removed_at is null;
create index report_ended on report (finished_at) where removed_at is not null;

-- A report of sales reads orders by the time of their confirmation.
create index orders_sold on orders (finished_at, id) where status in ('confirmed', 'cancelled');
