-- The quote that an order was priced by: what it would have cost under other prices follows from what that quote was made of.
-- Null: the order was never priced, or is of before this was recorded.
alter table orders add column quote_id uuid;
