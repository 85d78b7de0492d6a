-- Every customer group that a price or a promotion has ever named: whoever quotes for a group that neither this table nor
-- a document knows has mistyped it. Kept by whoever writes prices and promotions; a group that is named no more stays known.
create table named_customer_group (
  code text primary key
);
insert into named_customer_group (code)
  select distinct price ->> 'customerGroup'
    from price_history, jsonb_array_elements(prices) price
   where price ->> 'customerGroup' is not null;
