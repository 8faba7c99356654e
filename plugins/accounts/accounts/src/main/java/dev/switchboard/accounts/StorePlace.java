package dev.switchboard.accounts;

import dev.switchboard.accounts.store.Place;
import java.nio.file.Path;

/** Where the settings say that the store is. */
final class StorePlace {
    private StorePlace() {}

    /** @param directory the data directory of the accounts */
    static Place of(AccountsConfig.Database database, Path directory) {
        return database.url()
                .<Place>map(url -> new Place.Server(url, database.user(), database.password(), database.connections()))
                .orElseGet(() -> new Place.Embedded(directory.resolve("store")));
    }
}
