package dev.switchboard.accounts.store;

import dev.switchboard.accounts.store.mapper.EntityMapper;
import dev.switchboard.accounts.store.mapper.LeaseMapper;
import dev.switchboard.accounts.store.mapper.LedgerMapper;
import dev.switchboard.accounts.store.mapper.RateMapper;
import java.sql.SQLException;
import java.time.Instant;
import java.util.function.Function;
import javax.sql.DataSource;
import org.apache.ibatis.exceptions.PersistenceException;
import org.apache.ibatis.executor.ErrorContext;
import org.apache.ibatis.mapping.Environment;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.ExecutorType;
import org.apache.ibatis.session.LocalCacheScope;
import org.apache.ibatis.session.SqlSession;
import org.apache.ibatis.session.SqlSessionFactory;
import org.apache.ibatis.session.SqlSessionFactoryBuilder;
import org.apache.ibatis.transaction.jdbc.JdbcTransactionFactory;
import org.jspecify.annotations.Nullable;

/** Transactions over a data source, on the calling thread. */
final class Sessions {
    private static final int STATEMENT_SECONDS = 15;
    private static final int MAX_MESSAGE = 300;

    private final SqlSessionFactory factory;

    Sessions(DataSource source) {
        Configuration configuration =
                new Configuration(new Environment("accounts", new JdbcTransactionFactory(), source));
        configuration.setMapUnderscoreToCamelCase(true);
        configuration.setArgNameBasedConstructorAutoMapping(true);
        configuration.setCacheEnabled(false);
        configuration.setLocalCacheScope(LocalCacheScope.STATEMENT);
        configuration.setDefaultStatementTimeout(STATEMENT_SECONDS);
        configuration.getTypeHandlerRegistry().register(Instant.class, new InstantHandler());
        try {
            configuration.addMapper(EntityMapper.class);
            configuration.addMapper(LedgerMapper.class);
            configuration.addMapper(LeaseMapper.class);
            configuration.addMapper(RateMapper.class);
            factory = new SqlSessionFactoryBuilder().build(configuration);
        } finally {
            // Reading mappers leaves a thread-local behind, which would keep this bundle's classes with the thread.
            ErrorContext.instance().reset();
        }
    }

    /** Runs a transaction. @throws StoreException for what the database says */
    <T extends @Nullable Object> T inTransaction(Function<SqlSession, T> work) {
        return run(ExecutorType.SIMPLE, work);
    }

    /** Runs a transaction whose changes are sent at its end. @throws StoreException for what the database says */
    <T extends @Nullable Object> T inBatch(Function<SqlSession, T> work) {
        return run(ExecutorType.BATCH, work);
    }

    private <T extends @Nullable Object> T run(ExecutorType type, Function<SqlSession, T> work) {
        try (SqlSession session = factory.openSession(type, false)) {
            return committed(session, work);
        } catch (PersistenceException e) {
            throw translate(e);
        }
    }

    /** A session that is closed undoes only what mappers did; what was done through its connection would be committed. */
    private static <T extends @Nullable Object> T committed(SqlSession session, Function<SqlSession, T> work) {
        try {
            T result = work.apply(session);
            session.commit(true);
            return result;
        } catch (RuntimeException | Error e) {
            session.rollback(true);
            throw e;
        }
    }

    private static StoreException translate(PersistenceException e) {
        SQLException cause = rootOf(e);
        if (cause == null) {
            return new StoreException("The store failed: " + shorten(String.valueOf(e.getMessage())), e);
        }
        String state = String.valueOf(cause.getSQLState());
        String message = shorten(String.valueOf(cause.getMessage()));
        return state.startsWith("23") ? new DuplicateException(message, e) : new StoreException(message, e);
    }

    private static @Nullable SQLException rootOf(Throwable e) {
        SQLException found = null;
        for (Throwable each = e; each != null; each = each.getCause()) {
            if (each instanceof SQLException sql) {
                found = sql;
            }
        }
        return found;
    }

    private static String shorten(String message) {
        String line = message.lines().findFirst().orElse("");
        return line.length() > MAX_MESSAGE ? line.substring(0, MAX_MESSAGE) + "..." : line;
    }
}
