package dev.switchboard.launcher.assembly;

import dev.switchboard.config.Configuration;
import dev.switchboard.config.Section;
import dev.switchboard.spi.accounts.AccountsFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;

/** What the configured accounts keep, for work that needs no running gateway. Methods block, for long if there is much. */
public final class AccountsStore {
    private final AccountsFactory<Record> factory;
    private final Record settings;
    private final Path directory;

    private AccountsStore(AccountsFactory<Record> factory, Record settings, Path directory) {
        this.factory = factory;
        this.settings = settings;
        this.directory = directory;
    }

    /**
     * The store of a configuration that has been checked against the offers.
     *
     * @param data the directory for everything the gateway writes
     * @throws IllegalStateException if there are no accounts
     */
    @SuppressWarnings("unchecked") // the settings are bound to the factory's own record type
    public static AccountsStore of(Configuration configuration, Offers offers, Path data) {
        String type = configuration
                .gateway()
                .accounts()
                .orElseThrow(() -> new IllegalStateException(
                        "the configuration has no accounts (expected: a section accounts, or --config FILE)"))
                .type();
        AccountsFactory<Record> factory = (AccountsFactory<Record>)
                offers.find(Section.ACCOUNTS, type).orElseThrow().factory();
        return new AccountsStore(
                factory,
                configuration.bind(Section.ACCOUNTS, type, factory.configType()).get(),
                InstanceDirectory.of(data, Section.ACCOUNTS.noun(), type));
    }

    /** Writes everything. Returns how many records. @throws IllegalStateException with a sentence if that is not possible */
    public long exportTo(OutputStream out) throws IOException {
        try {
            return factory.exportTo(settings, directory, out);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    /** Reads everything. Returns how many records. @throws IllegalStateException with a sentence if that is not possible */
    public long importFrom(InputStream in) throws IOException {
        try {
            return factory.importFrom(settings, directory, in);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    /** Encrypts every secret anew with the present key. Returns how many. @throws IllegalStateException with a sentence if that is not possible */
    public long rotateKey() throws IOException {
        try {
            return factory.rotateKey(settings, directory);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }
}
