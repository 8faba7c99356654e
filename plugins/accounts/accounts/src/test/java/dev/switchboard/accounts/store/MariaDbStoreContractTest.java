package dev.switchboard.accounts.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.accounts.ledger.LedgerPosition;
import dev.switchboard.accounts.store.mapper.LeaseMapper;
import dev.switchboard.accounts.store.row.LeaseRow;
import java.util.List;
import org.junit.jupiter.api.Test;

class MariaDbStoreContractTest extends StoreContract {
    @Override
    Place place() {
        return TestingMariaDb.database();
    }

    @Test
    void whatALogBringsIsUsedOfWhatItsGatewayHolds() {
        try (Store store = Store.open(place())) {
            LeaseRow team = new LeaseRow("team", "team-a", "log", 100, 0, false);
            LeaseRow other = new LeaseRow("team", "team-a", "other", 50, 0, true);
            store.leases(mapper -> mapper.join("log"));
            store.leases(mapper -> mapper.grant(List.of(team, other)));
            store.sink()
                    .write(
                            List.of(TestingEntries.entry(1, 30), TestingEntries.entry(2, 30)),
                            new LedgerPosition("log", 2));
            List<Scope> scope = List.of(new Scope(Scope.Kind.TEAM, "team-a"));
            assertEquals(
                    List.of(new LeaseRow("team", "team-a", "log", 100, 60, false), other),
                    store.leases(mapper -> mapper.of(scope)));
            assertEquals(List.of(other), store.leases(mapper -> mapper.wantedByOthers("log")));
            store.sink().ended("log");
            assertEquals(List.of(other), store.leases(mapper -> mapper.of(scope)));
            assertEquals(List.of(), store.leases(LeaseMapper::nodes));
        }
    }

    @Test
    void serverThatIsNotThereIsNamedWithoutThePassword() {
        Place nowhere = new Place.Server("jdbc:mariadb://127.0.0.1:1/x?password=secret", "root", "secret", 2);
        StoreException e = assertThrows(StoreException.class, () -> Store.open(nowhere));
        assertTrue(e.getMessage().contains("127.0.0.1:1/x"), e.getMessage());
        assertFalse(e.getMessage().contains("secret"), e.getMessage());
    }
}
