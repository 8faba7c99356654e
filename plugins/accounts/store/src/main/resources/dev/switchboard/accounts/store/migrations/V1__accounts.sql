-- All times are UTC. Amounts are nano-dollars. What is ${options} on MariaDB is nothing on the embedded store.

-- Organisations, teams, projects, users, keys, customers, tags and budgets. What SQL asks for has a column of its own; the
-- rest stands in the document.
CREATE TABLE entity (
    kind            VARCHAR(16)  NOT NULL,
    id              VARCHAR(191) NOT NULL,
    alias           VARCHAR(255),
    organization_id VARCHAR(191),
    team_id         VARCHAR(191),
    project_id      VARCHAR(191),
    user_id         VARCHAR(191),
    document        LONGTEXT     NOT NULL,
    version         BIGINT       NOT NULL,
    created_at      DATETIME(6)  NOT NULL,
    created_by      VARCHAR(255) NOT NULL,
    updated_at      DATETIME(6)  NOT NULL,
    updated_by      VARCHAR(255) NOT NULL,
    PRIMARY KEY (kind, id)
) ${options};
CREATE INDEX entity_by_team ON entity (kind, team_id);
CREATE INDEX entity_by_user ON entity (kind, user_id);
CREATE INDEX entity_by_organization ON entity (kind, organization_id);
CREATE INDEX entity_by_alias ON entity (kind, alias);

-- Tells other nodes what to read again.
CREATE TABLE entity_change (
    id         BIGINT       NOT NULL AUTO_INCREMENT,
    kind       VARCHAR(16)  NOT NULL,
    entity_id  VARCHAR(191) NOT NULL,
    changed_at DATETIME(6)  NOT NULL,
    PRIMARY KEY (id)
) ${options};

CREATE TABLE audit (
    id             VARCHAR(64)  NOT NULL,
    changed_at     DATETIME(6)  NOT NULL,
    actor          VARCHAR(255) NOT NULL,
    action         VARCHAR(16)  NOT NULL,
    kind           VARCHAR(16)  NOT NULL,
    entity_id      VARCHAR(191) NOT NULL,
    before_value   LONGTEXT,
    updated_values LONGTEXT,
    PRIMARY KEY (id)
) ${options};
CREATE INDEX audit_by_time ON audit (changed_at);
CREATE INDEX audit_by_entity ON audit (kind, entity_id, changed_at);

CREATE TABLE ledger (
    id               VARCHAR(255) NOT NULL,
    exchange_id      VARCHAR(255) NOT NULL,
    attempt          INT          NOT NULL,
    started_at       DATETIME(6)  NOT NULL,
    duration_us      BIGINT       NOT NULL,
    first_content_us BIGINT,
    status           VARCHAR(32)  NOT NULL,
    http_status      INT          NOT NULL,
    error            VARCHAR(255),
    caller_id        VARCHAR(255) NOT NULL,
    key_hash         VARCHAR(64),
    user_id          VARCHAR(255),
    team_id          VARCHAR(255),
    organization_id  VARCHAR(255),
    project_id       VARCHAR(255),
    end_user         VARCHAR(255),
    tags             LONGTEXT     NOT NULL,
    dialect          VARCHAR(255) NOT NULL,
    operation        VARCHAR(255) NOT NULL,
    model_group      VARCHAR(255) NOT NULL,
    streamed         BOOLEAN      NOT NULL,
    target           VARCHAR(255) NOT NULL,
    provider         VARCHAR(255) NOT NULL,
    model            VARCHAR(255) NOT NULL,
    upstream_id      VARCHAR(255),
    input_tokens     BIGINT       NOT NULL,
    output_tokens    BIGINT       NOT NULL,
    buckets          LONGTEXT     NOT NULL,
    estimated        BOOLEAN      NOT NULL,
    cost             BIGINT       NOT NULL,
    priced           BOOLEAN      NOT NULL,
    price_version    VARCHAR(255) NOT NULL,
    decisions        LONGTEXT     NOT NULL,
    PRIMARY KEY (id)
) ${options};
CREATE INDEX ledger_by_time ON ledger (started_at);
CREATE INDEX ledger_by_key ON ledger (key_hash, started_at);
CREATE INDEX ledger_by_user ON ledger (user_id, started_at);
CREATE INDEX ledger_by_team ON ledger (team_id, started_at);
CREATE INDEX ledger_by_exchange ON ledger (exchange_id);

-- How far each node's log has been taken over.
CREATE TABLE ledger_position (
    log      VARCHAR(255) NOT NULL,
    position BIGINT       NOT NULL,
    PRIMARY KEY (log)
) ${options};

-- What a key, team, ... has spent: in all, and in each quarter of an hour, of which every budget window is made.
CREATE TABLE spend (
    kind   VARCHAR(16)  NOT NULL,
    id     VARCHAR(255) NOT NULL,
    amount BIGINT       NOT NULL,
    PRIMARY KEY (kind, id)
) ${options};

CREATE TABLE spend_slot (
    kind   VARCHAR(16)  NOT NULL,
    id     VARCHAR(255) NOT NULL,
    slot   DATETIME(6)  NOT NULL,
    amount BIGINT       NOT NULL,
    PRIMARY KEY (kind, id, slot)
) ${options};
CREATE INDEX spend_slot_by_time ON spend_slot (slot);

-- Sums of a day, which outlive the ledger's rows. The id is made of the columns that tell rows apart.
CREATE TABLE activity (
    id            VARCHAR(64)  NOT NULL,
    activity_date DATE         NOT NULL,
    kind          VARCHAR(16)  NOT NULL,
    entity_id     VARCHAR(255) NOT NULL,
    key_hash      VARCHAR(64)  NOT NULL,
    model_group   VARCHAR(255) NOT NULL,
    model         VARCHAR(255) NOT NULL,
    provider      VARCHAR(255) NOT NULL,
    cost          BIGINT       NOT NULL,
    input_tokens  BIGINT       NOT NULL,
    output_tokens BIGINT       NOT NULL,
    cache_read    BIGINT       NOT NULL,
    cache_write   BIGINT       NOT NULL,
    requests      BIGINT       NOT NULL,
    succeeded     BIGINT       NOT NULL,
    failed        BIGINT       NOT NULL,
    PRIMARY KEY (id)
) ${options};
CREATE INDEX activity_by_entity ON activity (kind, entity_id, activity_date);
CREATE INDEX activity_by_date ON activity (activity_date);
