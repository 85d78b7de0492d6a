-- The catalogue as a shop browses it: full-text search, and filters by category and by what is in stock.

-- Text as words: lower case, one form of each letter, nothing but letters, digits and single spaces. Under one collation
-- whatever the database's own is: what an item is stored with and what is searched for must agree.
create function catalogue_words(string text) returns text
  language sql immutable strict parallel safe
  return regexp_replace(lower(normalize(string, nfc) collate "pg_c_utf8"), '[^[:alnum:]]+', ' ', 'g');

-- All words, the last one also as the beginning of a longer one. Whatever the text is it is no syntax: '' finds nothing.
create function catalogue_query(string text) returns tsquery
  language sql immutable strict parallel safe
  return (select case when numnode(words) = 0 then words else (words::text || ':*')::tsquery end
            from plainto_tsquery('simple', catalogue_words(string)) words);

-- name_words ranks before all_words. Positions are stripped: neither of them needs any.
alter table item
  add column name_words tsvector not null generated always as
    (strip(to_tsvector('simple', catalogue_words(sku || ' ' || name)))) stored,
  add column all_words tsvector not null generated always as
    (strip(to_tsvector('simple', catalogue_words(
      sku || ' ' || name || ' ' || coalesce(category, '') || ' ' || coalesce(description, ''))))) stored;
create index item_words on item using gin (name_words, all_words);

-- The item's safety_stock, so that a row tells by itself whether it has units to sell.
alter table stock add column kept_back int not null default 0;
update stock set kept_back = item.safety_stock from item where item.sku = stock.sku and item.safety_stock > 0;

create function keep_back() returns trigger language plpgsql as $$
begin
  new.kept_back := (select safety_stock from item where sku = new.sku);
  return new;
end $$;
create trigger shelf_keeps_back before insert on stock for each row execute function keep_back();

-- Every item that is sold, by what a list of products is filtered by. in_stock: some shelf has units to sell; holds that
-- are due and not swept yet count as held here, so a reader that is exact adds what they hold.
create table listing (
  sku text primary key,
  category text,
  in_stock boolean not null
);
insert into listing
select sku, category, exists (select from stock where stock.sku = item.sku and on_hand - reserved > kept_back)
  from item where discontinued_at is null;
create index listing_by_stock on listing (in_stock, sku);
create index listing_of_category on listing (category, in_stock, sku);

create function list_new_items() returns trigger language plpgsql as $$
begin
  insert into listing select sku, category, false from changed;
  return null;
end $$;
create trigger item_new_is_listed after insert on item referencing new table as changed
  for each statement execute function list_new_items();

-- item_has_stock has locked the items' stock by now, so nobody changes it meanwhile.
create function list_changed_items() returns trigger language plpgsql as $$
begin
  update stock set kept_back = changed.safety_stock from changed
   where stock.sku = changed.sku and stock.kept_back <> changed.safety_stock;
  delete from listing using changed where listing.sku = changed.sku and changed.discontinued_at is not null;
  update listing set category = changed.category from changed
   where listing.sku = changed.sku and listing.category is distinct from changed.category;
  insert into listing
  select sku, category, exists (select from stock where stock.sku = changed.sku and on_hand - reserved > kept_back)
    from changed where discontinued_at is null
  on conflict (sku) do nothing;
  return null;
end $$;
create trigger item_changed_is_listed after update on item referencing new table as changed
  for each statement execute function list_changed_items();

-- Runs only where a shelf sells out or is filled again: a hold of some of many units pays for one comparison.
create function list_shelf() returns trigger language plpgsql as $$
begin
  update listing set in_stock = not in_stock
   where sku = new.sku and in_stock <> exists (
     select from stock where stock.sku = new.sku and on_hand - reserved > kept_back);
  return null;
end $$;
create trigger shelf_new_is_listed after insert on stock for each row
  when (new.on_hand - new.reserved > new.kept_back) execute function list_shelf();
create trigger shelf_changed_is_listed after update on stock for each row
  when ((old.on_hand - old.reserved > old.kept_back) is distinct from (new.on_hand - new.reserved > new.kept_back))
  execute function list_shelf();
