package dev.switchboard.accounts;

import dev.switchboard.accounts.store.Place;
import dev.switchboard.spi.PluginContext;
import java.nio.file.Path;

/** Where the settings say that the store is. */
final class StorePlace {
    private StorePlace() {}

    /** Of running accounts, beside others that end or begin. */
    static Place of(AccountsConfig.Database database, PluginContext context) {
        return of(database, new Place.Embedded(embedded(context.dataDirectory()), context.handover()));
    }

    /** @param directory the data directory of the accounts */
    static Place of(AccountsConfig.Database database, Path directory) {
        return of(database, new Place.Embedded(embedded(directory)));
    }

    private static Path embedded(Path directory) {
        return directory.resolve("store");
    }

    private static Place of(AccountsConfig.Database database, Place.Embedded otherwise) {
        return database.url()
                .<Place>map(url -> new Place.Server(url, database.user(), database.password(), database.connections()))
                .orElse(otherwise);
    }
}
