-- What gateways on one store hold of budgets. A gateway is known by its ledger's log.

-- Who is alive: the beat grows while a gateway is.
CREATE TABLE budget_node (
    node VARCHAR(64) NOT NULL,
    beat BIGINT      NOT NULL,
    PRIMARY KEY (node)
) ${options};

-- What one may spend of all budgets of a key, team, ...: what it was granted, less what of its spending the store has already.
CREATE TABLE budget_lease (
    kind    VARCHAR(16)  NOT NULL,
    id      VARCHAR(255) NOT NULL,
    node    VARCHAR(64)  NOT NULL,
    granted BIGINT       NOT NULL,
    used    BIGINT       NOT NULL,
    wanted  BOOLEAN      NOT NULL,
    PRIMARY KEY (kind, id, node)
) ${options};
CREATE INDEX budget_lease_by_node ON budget_lease (node);
CREATE INDEX budget_lease_wanted ON budget_lease (wanted);
