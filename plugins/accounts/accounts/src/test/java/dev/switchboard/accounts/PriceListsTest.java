package dev.switchboard.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.accounts.pricing.PriceFeed;
import dev.switchboard.testkit.doubles.TestingContext;
import dev.switchboard.testkit.http.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class PriceListsTest {
    private static final String LIST = """
            {"up/unpriced": {"input_cost_per_token": 1e-3, "output_cost_per_token": 2e-3, "max_output_tokens": 10}}""";

    @TempDir
    private Path directory;

    private PriceFeed start(Path list) {
        AccountsConfig.Prices config =
                new AccountsConfig.Prices(Optional.of(list.toString()), Duration.ofDays(1), Map.of());
        try (Tasks none = new Tasks(task -> {})) {
            return PriceLists.start(config, TestingContext.in(directory), none);
        }
    }

    private static boolean isPriced(PriceFeed feed) {
        return feed.book().sheet("up/unpriced").isPresent();
    }

    @Test
    void aListThatIsGoneAtTheNextStartIsStillInForce() throws IOException {
        Path list = Files.writeString(directory.resolve("list.json"), LIST);
        assertTrue(isPriced(start(list)));
        Files.delete(list);
        assertTrue(isPriced(start(list)));
        assertFalse(isPriced(start(directory.resolve("other.json"))), "another place has a list of its own");
    }

    @Test
    @Timeout(60)
    void aListIsFetchedFromAnAddress() {
        try (TestingAccounts accounts =
                TestingAccounts.start("{prices: {cost-map: \"${env:UPSTREAM_URL}/list.json\", refresh: 1s}}")) {
            accounts.upstream.otherwise(
                    request -> Reply.json(request.target().endsWith("/list.json") ? LIST : TestingAccounts.COMPLETION));
            String key = accounts.key("{\"max_budget\": 1}");
            String request = TestingAccounts.REQUEST.replace("\"m\"", "\"unpriced\"");
            while (accounts.chat(key, request).status() != 200) {
                Thread.onSpinWait();
            }
            assertEquals("0.007", accounts.rows(1, "").get(0).get("spend").asString());
        }
    }
}
