package dev.switchboard.accounts.store;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MariaDbStoreContractTest extends StoreContract {
    @BeforeAll
    static void needsMariaDb() {
        Assumptions.assumeTrue(TestingMariaDb.database().isPresent(), "MariaDB does not run here");
    }

    @Override
    Place place() {
        return TestingMariaDb.database().orElseThrow();
    }

    @Test
    void serverThatIsNotThereIsNamedWithoutThePassword() {
        Place nowhere = new Place.Server("jdbc:mariadb://127.0.0.1:1/x?password=secret", "root", "secret", 2);
        StoreException e = assertThrows(StoreException.class, () -> Store.open(nowhere));
        assertTrue(e.getMessage().contains("127.0.0.1:1/x"), e.getMessage());
        assertFalse(e.getMessage().contains("secret"), e.getMessage());
    }
}
