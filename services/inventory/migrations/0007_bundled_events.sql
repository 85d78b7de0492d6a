-- A statement that places many holds tells of them in few rows: an event costs more as a row than all else that a hold
-- writes but its reservation. The row is the first event; the others of its type and time stand in `more`.

-- What a bundle is found by when an aggregate within it is asked for: one index entry a bundle, and as ids grow with the
-- time, the ranges hardly overlap. A wide one is looked into in vain more often, nothing else.
create type aggregate_range as range (subtype = text, collation = "C");

alter table outbox
  add column events smallint not null default 1, -- how many the row tells
  add column more json, -- those after the first: [{ aggregate, sequence, traceparent?, data }]
  add column members aggregate_range, -- from the lowest to the highest aggregate of the row, when it tells several
  add constraint outbox_bundle check ((events > 1) = (more is not null) and (more is null) = (members is null));
create index outbox_members on outbox using gist (members) where members is not null;
