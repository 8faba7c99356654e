package dev.switchboard.accounts.store;

import dev.switchboard.accounts.ledger.LedgerSink;
import dev.switchboard.accounts.store.mapper.EntityMapper;
import dev.switchboard.accounts.store.mapper.LeaseMapper;
import dev.switchboard.accounts.store.mapper.LedgerMapper;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The store. Safe for use by any thread; every method blocks and may throw {@link StoreException}. */
public final class Store implements AutoCloseable {
    private final Database database;

    private Store(Database database) {
        this.database = database;
    }

    /**
     * Opens the store and brings its tables to this version.
     *
     * @throws StoreException with one sentence if that is not possible
     */
    public static Store open(Place place) {
        return new Store(
                switch (place) {
                    case Place.Embedded embedded -> EmbeddedDatabase.open(embedded);
                    case Place.Server server -> ServerDatabase.open(server);
                });
    }

    /** Runs a transaction over entities, which is undone if it throws. */
    public <T extends @Nullable Object> T entities(Function<EntityMapper, T> work) {
        return database.inTransaction(session -> work.apply(session.getMapper(EntityMapper.class)));
    }

    /** Runs a transaction over the ledger and its sums. */
    public <T extends @Nullable Object> T ledger(Function<LedgerMapper, T> work) {
        return database.inTransaction(session -> work.apply(session.getMapper(LedgerMapper.class)));
    }

    /** Runs a transaction over what gateways hold of budgets. */
    public <T extends @Nullable Object> T leases(Function<LeaseMapper, T> work) {
        return database.inTransaction(session -> work.apply(session.getMapper(LeaseMapper.class)));
    }

    /** Where the local log goes in the end. */
    public LedgerSink sink() {
        return new StoreSink(database);
    }

    /** Whether other gateways may change it too. */
    public boolean shared() {
        return database.shared();
    }

    @Override
    public void close() {
        database.close();
        forgetDrivers();
    }

    /** Drivers tell the JDK of themselves when they are loaded, which would keep this bundle's classes for ever. */
    private static void forgetDrivers() {
        // Where another loader has drivers of the same names, asking for drivers loads ours: so ask twice.
        own();
        own().forEach(Store::forget);
    }

    private static List<Driver> own() {
        return DriverManager.drivers()
                .filter(driver -> driver.getClass().getClassLoader() == Store.class.getClassLoader())
                .toList();
    }

    private static void forget(Driver driver) {
        try {
            DriverManager.deregisterDriver(driver);
        } catch (SQLException e) {
            throw new IllegalStateException("a database driver cannot be unloaded", e);
        }
    }
}
