-- Finds where a period lies in the ledger. Rows are only appended and come nearly in the order of their time, so that a
-- few kilobytes tell it for millions of them, and an insert pays next to nothing.
create index movement_time on movement using brin (at) with (pages_per_range = 64, autosummarize = on);
