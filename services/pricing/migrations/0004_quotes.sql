-- A key that no longer signs is listed until the last token that it signed has ended, and then forgotten.
alter table signing_key add column retired_at timestamptz;
update signing_key set retired_at = now() where not signs;
alter table signing_key add constraint signing_key_signs_or_retired check (signs = (retired_at is null));

-- Old quotes are deleted by it, oldest first. It grows at its end, where an insert costs next to nothing.
create index quote_age on quote (created_at);
