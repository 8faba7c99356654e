package dev.switchboard.accounts.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.accounts.ledger.LedgerPosition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedStoreContractTest extends StoreContract {
    @TempDir
    private Path directory;

    @Override
    Place place() {
        return new Place.Embedded(directory.resolve("one"));
    }

    @Test
    void opensAgainWithWhatWasThere() {
        Place again = new Place.Embedded(directory.resolve("two"));
        try (Store first = Store.open(again)) {
            first.sink().write(List.of(TestingEntries.entry(1, 7)), new LedgerPosition("log", 9));
        }
        try (Store second = Store.open(again)) {
            assertEquals(9, second.sink().position("log").offset());
        }
    }

    @Test
    void damagedFileIsNamed() throws IOException {
        Path damaged = Files.createDirectory(directory.resolve("three"));
        Files.writeString(damaged.resolve("accounts.mv.db"), "this is no database".repeat(1_000));
        StoreException e = assertThrows(StoreException.class, () -> Store.open(new Place.Embedded(damaged)));
        assertTrue(e.getMessage().contains(damaged.toString()), e.getMessage());
    }
}
