-- Secrets of providers, encrypted. They stand apart from the entities they belong to, so that no document and no audit row holds one.
-- The row's place is part of what the ciphertext proves; the key's id says by which key it was written.
CREATE TABLE secret (
    kind      VARCHAR(16)  NOT NULL,
    entity_id VARCHAR(191) NOT NULL,
    field     VARCHAR(191) NOT NULL,
    key_id    VARCHAR(64)  NOT NULL,
    sealed    LONGTEXT     NOT NULL,
    PRIMARY KEY (kind, entity_id, field)
) ${options};
CREATE INDEX secret_by_key ON secret (key_id);
