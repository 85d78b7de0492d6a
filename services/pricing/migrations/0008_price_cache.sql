-- Copies of prices that processes share bear a code made with it, so that nobody who can write there can make a price.
create table cache_secret (
  only_row boolean primary key default true check (only_row),
  secret text not null check (length(secret) >= 64)
);
insert into cache_secret (secret)
  values (replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''));

-- Whoever keeps prices in memory hears of every change when it is committed, whoever made it: which SKUs, and the
-- transaction, so that a copy can be told to be older. 100 SKUs are 6.5 KB; a notification has room for 8.
create function tell_of_skus() returns trigger language plpgsql as $$
begin
  if (select count(*) from changed) > 5000 then
    perform pg_notify('price_inputs', 'everything');
  else
    perform pg_notify('price_inputs', 'skus ' || pg_current_xact_id() || ' ' || string_agg(sku, ' '))
       from (select sku, (row_number() over () - 1) / 100 as page from changed where version > 0) paged
      group by page;
  end if;
  return null;
end $$;
create function tell_of_documents() returns trigger language plpgsql as $$
begin
  perform pg_notify('price_inputs', 'documents');
  return null;
end $$;
create function tell_of_everything() returns trigger language plpgsql as $$
begin
  perform pg_notify('price_inputs', 'everything');
  return null;
end $$;

create trigger price_book_inserted after insert on price_book
  referencing new table as changed for each statement execute function tell_of_skus();
create trigger price_book_updated after update on price_book
  referencing new table as changed for each statement execute function tell_of_skus();
create trigger price_book_deleted after delete on price_book
  referencing old table as changed for each statement execute function tell_of_skus();
create trigger price_book_truncated after truncate on price_book
  for each statement execute function tell_of_everything();
create trigger product_inserted after insert on product
  referencing new table as changed for each statement execute function tell_of_skus();
create trigger product_updated after update on product
  referencing new table as changed for each statement execute function tell_of_skus();
create trigger product_deleted after delete on product
  referencing old table as changed for each statement execute function tell_of_skus();
create trigger product_truncated after truncate on product
  for each statement execute function tell_of_everything();
create trigger adjustment_inserted after insert on adjustment
  referencing new table as changed for each statement execute function tell_of_skus();
create trigger adjustment_updated after update on adjustment
  referencing new table as changed for each statement execute function tell_of_skus();
create trigger adjustment_deleted after delete on adjustment
  referencing old table as changed for each statement execute function tell_of_skus();
create trigger adjustment_truncated after truncate on adjustment
  for each statement execute function tell_of_everything();
-- What belongs to the shop as a whole is few: it is compared by revision, all of it.
create trigger document_kind_changed after insert or update or delete or truncate on document_kind
  for each statement execute function tell_of_documents();
create trigger tax_rule_changed after insert or update or delete or truncate on tax_rule
  for each statement execute function tell_of_documents();
