-- Events of stock name the locations that changed, so what each has is kept: units on its shelves that nobody holds.
alter table signal
  add column locations jsonb not null default '{}',
  -- When the rules of dynamic prices are to be judged for the SKU again; null: nothing has changed that could matter.
  add column due_at timestamptz;
create index signal_due on signal (due_at) where due_at is not null;
create index demand_by_hour on demand (hour);

-- How far the SKUs were marked as due since the rules last changed: all up to `after_sku`.
create table signal_pass (
  only_row boolean primary key default true check (only_row),
  rules_revision bigint not null,
  after_sku text -- null: all of them
);
insert into signal_pass (rules_revision) values (0);
