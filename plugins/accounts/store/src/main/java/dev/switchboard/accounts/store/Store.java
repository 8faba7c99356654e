package dev.switchboard.accounts.store;

import dev.switchboard.accounts.ledger.LedgerSink;
import dev.switchboard.accounts.store.mapper.EntityMapper;
import dev.switchboard.accounts.store.mapper.LeaseMapper;
import dev.switchboard.accounts.store.mapper.LedgerMapper;
import dev.switchboard.accounts.store.mapper.RateMapper;
import dev.switchboard.accounts.store.row.AuditRow;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.apache.ibatis.session.SqlSession;
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

    /** Whether there is a store; of a server that is not asked. */
    public static boolean exists(Place place) {
        return switch (place) {
            case Place.Embedded embedded -> EmbeddedFiles.exist(embedded);
            case Place.Server _ -> true;
        };
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

    /** Runs a transaction over what gateways hold of rates. */
    public <T extends @Nullable Object> T rates(Function<RateMapper, T> work) {
        return database.inTransaction(session -> work.apply(session.getMapper(RateMapper.class)));
    }

    /** Forgets a gateway and what it held. */
    public void forgetGateway(String node) {
        database.inTransaction(session -> {
            forgetGateway(session, node);
            return node;
        });
    }

    /** Forgets a gateway and what it held, unless its beat has grown. @return whether it was forgotten */
    public boolean giveUpGateway(String node, long beat) {
        return database.inTransaction(session -> {
            boolean silent = session.getMapper(LeaseMapper.class).giveUp(node, beat) > 0;
            if (silent) {
                forgetGateway(session, node);
            }
            return silent;
        });
    }

    static void forgetGateway(SqlSession session, String node) {
        LeaseMapper leases = session.getMapper(LeaseMapper.class);
        leases.leave(node);
        leases.release(node);
        session.getMapper(RateMapper.class).release(node);
    }

    /**
     * Lowers what somebody is said to have spent, with a note of who did it, and tells other gateways.
     *
     * @param to   nano-dollars
     * @param note what the audit says, of what was spent before
     * @return what was spent before; if that is less than {@code to}, nothing was changed
     */
    public long resetSpend(Scope scope, long to, LongFunction<AuditRow> note) {
        return database.inTransaction(session -> {
            SpendReset reset = new SpendReset(session.getMapper(LedgerMapper.class), scope);
            long before = reset.before();
            if (to <= before) {
                reset.lower(to);
                AuditRow row = note.apply(before);
                EntityMapper entities = session.getMapper(EntityMapper.class);
                entities.audit(row);
                entities.changed(row.kind(), row.entityId(), row.changedAt());
            }
            return before;
        });
    }

    /** Where the local log goes in the end. */
    public LedgerSink sink() {
        return new StoreSink(database);
    }

    /**
     * Writes everything as it is at one moment, as lines of JSON in UTF-8. For a platform thread; takes as long as it takes.
     *
     * @param out stays open
     * @return how many rows there are
     */
    public long exportTo(OutputStream out) throws IOException {
        Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8.newEncoder()));
        try (Connection connection = database.connect()) {
            long rows = new StoreExport(connection, writer).run();
            writer.flush();
            return rows;
        } catch (SQLException e) {
            throw new StoreException("The store cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * Reads what {@link #exportTo} wrote, of this or another kind of database, into a store without a row: all or nothing. For a
     * platform thread; takes as long as it takes.
     *
     * @param in stays open
     * @return how many rows there are
     * @throws StoreException if there is a row already, or the text is no export of this version
     */
    public long importFrom(InputStream in) throws IOException {
        BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder()));
        long rows;
        try (Connection connection = database.connect()) {
            rows = new StoreImport(connection, reader).run();
        } catch (SQLException e) {
            throw new StoreException("The store refuses the import; nothing was imported: " + e.getMessage(), e);
        }
        database.flush();
        return rows;
    }

    /** Whether other gateways may change it too. */
    public boolean shared() {
        return database.shared();
    }

    /** Whether nobody else changes it now: neither another gateway nor an instance of this one that is about to end. */
    public boolean alone() {
        return database.alone();
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
