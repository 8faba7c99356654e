package dev.switchboard.accounts.store;

import dev.switchboard.accounts.ledger.LedgerEntry;
import dev.switchboard.accounts.ledger.LedgerPosition;
import dev.switchboard.accounts.ledger.LedgerSink;
import dev.switchboard.accounts.store.mapper.LeaseMapper;
import dev.switchboard.accounts.store.mapper.LedgerMapper;
import dev.switchboard.accounts.store.row.LedgerRow;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.ibatis.session.SqlSession;

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
        database.inTransaction(session -> {
            write(session, entries, behind.log());
            return session.getMapper(LedgerMapper.class).savePosition(behind.log(), behind.offset());
        });
    }

    private void write(SqlSession session, List<LedgerEntry> entries, String log) {
        LedgerMapper mapper = session.getMapper(LedgerMapper.class);
        Map<String, LedgerEntry> fresh = new LinkedHashMap<>();
        entries.forEach(entry -> fresh.putIfAbsent(entry.id(), entry));
        Set<String> present = new HashSet<>();
        chunks(new ArrayList<>(fresh.keySet()), ids -> present.addAll(mapper.present(ids)));
        fresh.keySet().removeAll(present);
        List<LedgerRow> rows = new ArrayList<>();
        Sums sums = new Sums();
        fresh.values().forEach(entry -> {
            rows.add(EntryRows.row(entry));
            sums.add(entry);
        });
        chunks(rows, mapper::insert);
        chunks(sums.totals(), mapper::addSpend);
        chunks(sums.slots(), mapper::addSlots);
        chunks(sums.activity(), mapper::addActivity);
        if (database.shared()) {
            LeaseMapper leases = session.getMapper(LeaseMapper.class);
            chunks(sums.totals(), used -> leases.use(log, used));
        }
    }

    @Override
    public void ended(String log) {
        database.inTransaction(session -> {
            Store.forgetGateway(session, log);
            return log;
        });
    }

    private static <T> void chunks(List<T> all, Consumer<List<T>> each) {
        for (int from = 0; from < all.size(); from += CHUNK) {
            each.accept(all.subList(from, Math.min(all.size(), from + CHUNK)));
        }
    }

    @Override
    public void flush() {
        database.flush();
    }
}
