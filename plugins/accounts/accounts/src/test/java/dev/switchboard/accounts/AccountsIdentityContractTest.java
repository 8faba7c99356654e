package dev.switchboard.accounts;

import dev.switchboard.spi.http.HttpRequest;
import dev.switchboard.spi.identity.Identity;
import dev.switchboard.testkit.contract.IdentityContract;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class AccountsIdentityContractTest extends IdentityContract {
    @TempDir
    private Path directory;

    private ContractAccounts accounts;

    @BeforeEach
    void open() {
        accounts = ContractAccounts.in(directory, "{\"key_alias\":\"web\"}");
        component();
    }

    @Override
    protected Identity create() {
        return accounts.accounts();
    }

    @Override
    protected HttpRequest known() {
        return accounts.request();
    }

    @Override
    protected String callerId() {
        return accounts.caller().id();
    }

    @Override
    protected String secret() {
        return accounts.key();
    }
}
