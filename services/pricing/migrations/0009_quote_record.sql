-- request, versions, facts and answer of a quote as one text that the service packs (zstd): the database neither reads nor
-- compresses them, which was most of what an insert cost. Quotes of before keep theirs in the columns.
alter table quote
  add column record bytea,
  alter column record set storage external, -- packed already
  alter column request drop not null,
  alter column versions drop not null,
  alter column facts drop not null,
  alter column facts drop default,
  alter column answer drop not null,
  add constraint quote_is_whole check (
    record is not null or num_nulls(request, versions, facts, answer) = 0) not valid;
-- Some 2.5 KB: beside its row, not in chunks of a second table.
alter table quote set (toast_tuple_target = 8000);
