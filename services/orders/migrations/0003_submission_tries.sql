-- When the sweep last gave it to the engine. It takes the longest untried first, so that what the engine refuses again and
-- again does not keep the others back.
alter table order_submission add column tried_at timestamptz;
alter table import_job add column tried_at timestamptz;
create index order_submission_turn on order_submission (coalesce(tried_at, created_at));
