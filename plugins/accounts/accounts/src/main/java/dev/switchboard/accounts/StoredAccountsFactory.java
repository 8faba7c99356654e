package dev.switchboard.accounts;

import dev.switchboard.accounts.secret.KeyRotation;
import dev.switchboard.accounts.secret.SecretException;
import dev.switchboard.accounts.store.Store;
import dev.switchboard.accounts.store.StoreException;
import dev.switchboard.spi.PluginContext;
import dev.switchboard.spi.accounts.Accounts;
import dev.switchboard.spi.accounts.AccountsFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;

/** Makes accounts that are kept in a database. */
final class StoredAccountsFactory implements AccountsFactory<AccountsConfig> {
    @Override
    public String type() {
        return "accounts";
    }

    @Override
    public Class<AccountsConfig> configType() {
        return AccountsConfig.class;
    }

    @Override
    public Accounts create(String name, AccountsConfig config, PluginContext context) {
        return StoredAccounts.open(config, context);
    }

    @Override
    public long exportTo(AccountsConfig config, Path directory, OutputStream out) throws IOException {
        if (!Store.exists(StorePlace.of(config.database(), directory))) {
            throw new IllegalArgumentException("There is no embedded store in " + directory
                    + " (expected: the data directory of a gateway with accounts, with --data DIRECTORY, or a"
                    + " database.url)");
        }
        return withStore(config, directory, store -> store.exportTo(out));
    }

    @Override
    public long importFrom(AccountsConfig config, Path directory, InputStream in) throws IOException {
        return withStore(config, directory, store -> store.importFrom(in));
    }

    @Override
    public long rotateKey(AccountsConfig config, Path directory) throws IOException {
        return withStore(
                config,
                directory,
                store -> KeyRotation.run(store, config.encryption().sealer()));
    }

    private interface Transfer {
        long run(Store store) throws IOException;
    }

    private static long withStore(AccountsConfig config, Path directory, Transfer transfer) throws IOException {
        try (Store store = Store.open(StorePlace.of(config.database(), directory))) {
            return transfer.run(store);
        } catch (StoreException | SecretException e) {
            throw new IllegalArgumentException(String.valueOf(e.getMessage()), e);
        }
    }
}
