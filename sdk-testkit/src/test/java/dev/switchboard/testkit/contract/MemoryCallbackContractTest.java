package dev.switchboard.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.switchboard.spi.callback.Callback;
import dev.switchboard.spi.exchange.ExchangeReport;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The suite accepts a callback that keeps what it hears, and refuses one that loses something. */
class MemoryCallbackContractTest extends CallbackContract {
    private final List<String> delivered = new ArrayList<>();

    @Override
    protected Callback create() {
        return batch -> batch.stream().map(ExchangeReport::id).forEach(delivered::add);
    }

    @Override
    protected List<String> deliveredIds() {
        return delivered;
    }

    @Test
    void refusesACallbackThatLosesTheEndOfABatch() {
        class LossyContractTest extends MemoryCallbackContractTest {
            @Override
            protected Callback create() {
                Callback whole = super.create();
                return batch -> whole.report(batch.subList(0, 1));
            }
        }
        assertThrows(AssertionError.class, new LossyContractTest()::deliversBatchesInOrder);
    }
}
