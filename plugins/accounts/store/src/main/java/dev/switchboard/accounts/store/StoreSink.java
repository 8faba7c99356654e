package dev.switchboard.accounts.store;

import dev.switchboard.accounts.ledger.LedgerEntry;
import dev.switchboard.accounts.ledger.LedgerPosition;
import dev.switchboard.accounts.ledger.LedgerSink;
import dev.switchboard.accounts.store.mapper.LeaseMapper;
import dev.switchboard.accounts.store.mapper.LedgerMapper;
import dev.switchboard.accounts.store.row.SpendRow;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.ibatis.exceptions.PersistenceException;

/**
 * Takes a log's entries over: rows, sums, what they use of the gateway's share of budgets, and the position behind them in one
 * transaction.
 */
final class StoreSink implements LedgerSink {
    private static final int CHUNK = 200;

    private final Database database;

    StoreSink(Database database) {
        this.database = database;
    }

    @Override
    public LedgerPosition position(String log) {
        return database.inTransaction(session -> {
            Long known = session.getMapper(LedgerMapper.class).position(log);
            return new LedgerPosition(log, known == null ? 0 : known);
        });
    }

    @Override
    public void write(List<LedgerEntry> entries, LedgerPosition behind) {
        try {
            writeAll(entries, behind);
        } catch (DuplicateException e) {
            writeAll(unknown(entries), behind);
        }
    }

    private void writeAll(Collection<LedgerEntry> entries, LedgerPosition behind) {
        database.inBatch(session -> {
            LedgerMapper mapper = session.getMapper(LedgerMapper.class);
            Sums sums = new Sums();
            try (LedgerInsert rows = new LedgerInsert(session.getConnection())) {
                for (LedgerEntry entry : entries) {
                    rows.add(entry);
                    sums.add(entry);
                }
                rows.flush();
            } catch (SQLException e) {
                throw new PersistenceException(e);
            }
            Collection<SpendRow> totals = sums.totals();
            totals.forEach(mapper::addSpend);
            sums.slots().forEach(mapper::addSlot);
            sums.activity().forEach(mapper::addActivity);
            if (database.shared()) {
                LeaseMapper leases = session.getMapper(LeaseMapper.class);
                totals.forEach(used -> leases.use(behind.log(), used.kind(), used.id(), used.amount()));
            }
            return mapper.savePosition(behind.log(), behind.offset());
        });
    }

    /** Those that the store does not have, each once. */
    private Collection<LedgerEntry> unknown(List<LedgerEntry> entries) {
        Map<String, LedgerEntry> unknown = new LinkedHashMap<>();
        entries.forEach(entry -> unknown.putIfAbsent(entry.id(), entry));
        List<String> ids = List.copyOf(unknown.keySet());
        database.inTransaction(session -> {
            LedgerMapper mapper = session.getMapper(LedgerMapper.class);
            for (int from = 0; from < ids.size(); from += CHUNK) {
                List<String> some = ids.subList(from, Math.min(ids.size(), from + CHUNK));
                mapper.present(some).forEach(unknown::remove);
            }
            return unknown;
        });
        return unknown.values();
    }

    @Override
    public void ended(String log) {
        database.inTransaction(session -> {
            Store.forgetGateway(session, log);
            return log;
        });
    }

    @Override
    public void flush() {
        database.flush();
    }
}
