package dev.switchboard.accounts;

import dev.switchboard.spi.admission.Admission;
import dev.switchboard.spi.exchange.ExchangeContext;
import dev.switchboard.testkit.contract.AdmissionContract;
import dev.switchboard.testkit.doubles.TestingExchange;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A key that may make three calls at a time. */
class AccountsAdmissionContractTest extends AdmissionContract {
    @TempDir
    private Path directory;

    private ContractAccounts accounts;

    @BeforeEach
    void open() {
        accounts = ContractAccounts.in(directory, "{\"max_parallel_requests\":3}");
        component();
    }

    @Override
    protected Admission create() {
        return accounts.accounts();
    }

    @Override
    protected ExchangeContext admitted() {
        return TestingExchange.chat("contract-model").by(accounts.caller());
    }

    @Override
    protected OptionalInt atOnce() {
        return OptionalInt.of(3);
    }
}
