package dev.switchboard.accounts;

import dev.switchboard.accounts.directory.Documents;
import dev.switchboard.spi.accounts.Accounts;
import dev.switchboard.spi.http.HttpRequest;
import dev.switchboard.spi.identity.Caller;
import dev.switchboard.spi.identity.Identity.Identification;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.testkit.doubles.TestingContext;
import dev.switchboard.testkit.doubles.TestingRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Accounts over the embedded store with one key, for the suites that each kind of component has to pass. */
record ContractAccounts(Accounts accounts, String key) {
    private static final Caller OPERATOR = Caller.builder("operator").operator().build();

    /** @param wishes what the key is made with, as JSON */
    static ContractAccounts in(Path directory, String wishes) {
        AccountsConfig config =
                TestingAccounts.settings(Optional.empty(), new AccountsConfig.Encryption(Optional.empty(), List.of()));
        Accounts accounts = new StoredAccountsFactory().create("accounts", config, TestingContext.in(directory));
        String made = accounts.handle(TestingRequest.to("/key/generate"), Bytes.utf8(wishes), Optional.of(OPERATOR))
                .body()
                .utf8();
        return new ContractAccounts(accounts, Documents.parse(made).get("key").stringValue());
    }

    HttpRequest request() {
        return TestingRequest.to("/v1/chat/completions", "authorization", "Bearer " + key);
    }

    Caller caller() {
        return ((Identification.Known) accounts.identify(request())).caller();
    }
}
