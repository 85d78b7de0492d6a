-- A row may tell several events of one type and time; what reads the outbox is the same in every service.
create type aggregate_range as range (subtype = text, collation = "C");
alter table outbox
  add column events smallint not null default 1, -- how many the row tells
  add column more json, -- those after the first: [{ aggregate, sequence, traceparent?, data }]
  add column members aggregate_range, -- from the lowest to the highest aggregate of the row, when it tells several
  add constraint outbox_bundle check ((events > 1) = (more is not null) and (more is null) = (members is null));
create index outbox_members on outbox using gist (members) where members is not null;
