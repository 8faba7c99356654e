package dev.switchboard.accounts.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.ibatis.session.SqlSession;
import org.jspecify.annotations.Nullable;
import org.mariadb.jdbc.MariaDbDataSource;

/**
 * MariaDB behind a pool. A fair queue stands in front of it: without one some of many virtual threads wait for seconds. A
 * server that does not answer costs a bounded time: connections and reads are given up.
 */
final class ServerDatabase implements Database {
    private static final long QUEUE_SECONDS = 5;
    private static final long CONNECT_MILLIS = 5_000;
    private static final String TABLE_OPTIONS = "ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin";

    private final HikariDataSource pool;
    private final Semaphore queue;
    private final Sessions sessions;

    private ServerDatabase(HikariDataSource pool) {
        this.pool = pool;
        this.queue = new Semaphore(pool.getMaximumPoolSize(), true);
        this.sessions = new Sessions(pool);
    }

    /** Connects. @throws StoreException if that is not possible */
    static ServerDatabase open(Place.Server place) {
        HikariDataSource pool = pool(place);
        try {
            pool.getConnection().close();
            Migrations.run(pool, TABLE_OPTIONS);
            return new ServerDatabase(pool);
        } catch (SQLException e) {
            pool.close();
            throw new StoreException(
                    "The database " + place + " cannot be reached: " + rootOf(e).getMessage(), e);
        } catch (RuntimeException e) {
            pool.close();
            throw e;
        }
    }

    private static HikariDataSource pool(Place.Server place) {
        try {
            MariaDbDataSource source = new MariaDbDataSource(withTimeouts(place.url()));
            source.setUser(place.user());
            source.setPassword(place.password());
            HikariConfig config = new HikariConfig();
            config.setDataSource(source);
            config.setMaximumPoolSize(place.connections());
            config.setMinimumIdle(1);
            config.setConnectionTimeout(CONNECT_MILLIS);
            config.setInitializationFailTimeout(-1);
            config.setPoolName("accounts");
            return new HikariDataSource(config);
        } catch (SQLException e) {
            throw new StoreException("database.url: " + place + " is not understood: " + e.getMessage(), e);
        }
    }

    /** What the operator wrote goes before ours. */
    private static String withTimeouts(String url) {
        String result = url;
        for (String option : new String[] {"connectTimeout=5000", "socketTimeout=20000"}) {
            String name = option.substring(0, option.indexOf('='));
            if (!url.contains(name + "=")) {
                result += (result.contains("?") ? "&" : "?") + option;
            }
        }
        return result;
    }

    private static Throwable rootOf(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    @Override
    public <T extends @Nullable Object> T inTransaction(Function<SqlSession, T> work) {
        return inTurn(() -> sessions.inTransaction(work));
    }

    @Override
    public <T extends @Nullable Object> T inBatch(Function<SqlSession, T> work) {
        return inTurn(() -> sessions.inBatch(work));
    }

    private <T extends @Nullable Object> T inTurn(Supplier<T> work) {
        try {
            if (!queue.tryAcquire(QUEUE_SECONDS, TimeUnit.SECONDS)) {
                throw new StoreException("The database is busy: no connection was free within " + QUEUE_SECONDS + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("Interrupted while waiting for the database", e);
        }
        try {
            return work.get();
        } finally {
            queue.release();
        }
    }

    @Override
    public Connection connect() throws SQLException {
        return pool.getConnection();
    }

    @Override
    public void flush() {
        // a commit is durable
    }

    @Override
    public boolean shared() {
        return true;
    }

    @Override
    public boolean alone() {
        return false;
    }

    @Override
    public void close() {
        pool.close();
    }
}
