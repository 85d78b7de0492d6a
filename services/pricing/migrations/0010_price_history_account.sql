-- Who changed a price: the account of the API key. Versions of before, and those that no account asked for, have none.
alter table price_history add column account text;
