package dev.switchboard.accounts.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Function;
import org.apache.ibatis.session.SqlSession;
import org.jspecify.annotations.Nullable;

/** A way to run transactions. Safe for use by any thread; every method blocks. */
interface Database extends AutoCloseable {
    /**
     * Runs a transaction and commits it; rolls back what throws.
     *
     * @throws StoreException if the database cannot be reached, refuses, or takes too long
     */
    <T extends @Nullable Object> T inTransaction(Function<SqlSession, T> work);

    /**
     * Runs a transaction whose changes go out together, equal statements at once: for many rows. What a change returns is not
     * known before the commit, nor what it fails of.
     *
     * @throws DuplicateException if a row is there already
     * @throws StoreException     as for {@link #inTransaction}
     */
    <T extends @Nullable Object> T inBatch(Function<SqlSession, T> work);

    /**
     * A connection for work that takes long, on a platform thread. Whoever takes it closes it, which undoes what was not
     * committed.
     */
    Connection connect() throws SQLException;

    /** Makes sure that what was committed survives a crash of the machine. */
    void flush();

    /** Whether other processes may change it too. */
    boolean shared();

    /** Whether nobody else changes it now, in this process or another. */
    boolean alone();

    @Override
    void close();
}
