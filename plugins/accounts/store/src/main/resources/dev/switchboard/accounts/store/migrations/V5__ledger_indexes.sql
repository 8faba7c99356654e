-- The ids of an exchange's rows begin with its id, so that the primary key finds them.
DROP INDEX ledger_by_exchange ON ledger;
