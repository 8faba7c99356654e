-- What gateways on one store hold of minutes' limits: how many requests or tokens each may have let in within a minute.
CREATE TABLE rate_lease (
    name    VARCHAR(512) NOT NULL,
    node    VARCHAR(64)  NOT NULL,
    granted BIGINT       NOT NULL,
    wanted  BOOLEAN      NOT NULL,
    PRIMARY KEY (name, node)
) ${options};
CREATE INDEX rate_lease_by_node ON rate_lease (node);
CREATE INDEX rate_lease_wanted ON rate_lease (wanted);
