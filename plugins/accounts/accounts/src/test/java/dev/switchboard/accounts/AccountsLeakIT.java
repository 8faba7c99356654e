package dev.switchboard.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.switchboard.spi.Component;
import dev.switchboard.spi.accounts.Accounts;
import dev.switchboard.spi.http.HttpReply;
import dev.switchboard.spi.identity.Caller;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.testkit.doubles.TestingRequest;
import dev.switchboard.testkit.leak.PluginLeakContract;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

class AccountsLeakIT extends PluginLeakContract {
    @Override
    protected Map<String, Object> settings() {
        return Map.ofEntries(
                Map.entry("budgets", "strict"),
                Map.entry("unpriced", "refuse"),
                Map.entry("budgetLease", Duration.ofMinutes(15)),
                Map.entry("largestOutput", 1_000L),
                Map.entry("largestInput", 1_000L),
                Map.entry("timezone", "UTC"),
                Map.entry("manageOnDataPort", false),
                Map.entry("keepLedger", Duration.ofDays(90)),
                Map.entry("prices", Map.of("refresh", Duration.ofDays(1))),
                Map.entry("database", Map.of("user", "", "password", "", "connections", 2)),
                Map.entry("encryption", Map.of()));
    }

    @Override
    protected void use(Component instance) {
        Accounts accounts = assertInstanceOf(Accounts.class, instance);
        HttpReply reply = accounts.handle(
                TestingRequest.to("/key/generate"),
                Bytes.utf8("{}"),
                Optional.of(Caller.builder("operator").operator().build()));
        assertEquals(200, reply.status());
    }
}
