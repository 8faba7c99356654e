package dev.switchboard.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.accounts.directory.Documents;
import dev.switchboard.spi.accounts.Accounts;
import dev.switchboard.spi.admission.Admission.Decision;
import dev.switchboard.spi.admission.Admission.Permit;
import dev.switchboard.spi.exchange.AttemptReport;
import dev.switchboard.spi.exchange.ExchangeReport.Outcome;
import dev.switchboard.spi.identity.Caller;
import dev.switchboard.spi.identity.Identity.Identification;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.provider.Target;
import dev.switchboard.spi.usage.Usage;
import dev.switchboard.testkit.doubles.TestingAttempt;
import dev.switchboard.testkit.doubles.TestingContext;
import dev.switchboard.testkit.doubles.TestingExchange;
import dev.switchboard.testkit.doubles.TestingReport;
import dev.switchboard.testkit.doubles.TestingRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Budgets of a cent, at calls of a cent, while the clock crosses the ends of periods: by the wall's clock in a place where it is put
 * forward and back, and with a restart on either side. No end is missed, and none comes twice.
 */
class BudgetWindowsTest {
    private static final Caller OPERATOR = Caller.builder("operator").operator().build();
    private static final Target TARGET = new Priced("up", "m");

    /** A call of it costs a cent. */
    private record Priced(String provider, String model) implements Target {
        @Override
        public String id() {
            return provider + "/" + model;
        }

        @Override
        public Map<String, JsonText> info() {
            return Map.of("price", new JsonText("{\"request\":0.01,\"input\":0,\"output\":0}"));
        }
    }

    @TempDir
    private Path directory;

    private Instant now = Instant.parse("2026-10-20T10:00:00Z");
    private Accounts accounts;
    private int calls;

    @BeforeEach
    void open() {
        AccountsConfig config =
                TestingAccounts.settings(Optional.empty(), new AccountsConfig.Encryption(Optional.empty(), List.of()));
        accounts = new StoredAccountsFactory()
                .create("accounts", config, TestingContext.in(directory).withClock(() -> now));
    }

    @AfterEach
    void close() {
        accounts.close();
    }

    private void restart() {
        close();
        open();
    }

    /** A key in Berlin. */
    private String key(String budget) {
        String made = accounts.handle(
                        TestingRequest.to("/key/generate"),
                        Bytes.utf8("{\"max_budget\":0.01,\"timezone\":\"Europe/Berlin\"," + budget + "}"),
                        Optional.of(OPERATOR))
                .body()
                .utf8();
        return Documents.parse(made).get("key").stringValue();
    }

    private Decision ask(String key) {
        Identification known = accounts.identify(TestingRequest.to("/x", "authorization", "Bearer " + key));
        Caller caller = assertInstanceOf(Identification.Known.class, known).caller();
        return accounts.admit(TestingExchange.chat("m").by(caller));
    }

    private void at(String time) {
        now = ZonedDateTime.parse(time).toInstant();
    }

    /** A call is let in, and costs a cent. */
    private void assertSpends(String key, String time) {
        at(time);
        Permit permit =
                assertInstanceOf(Decision.Admitted.class, ask(key), time).permit();
        permit.attempting(1, TARGET);
        AttemptReport attempt = new TestingAttempt(
                1,
                TARGET.id(),
                TARGET.provider(),
                TARGET.model(),
                now,
                Duration.ofMillis(1),
                Optional.empty(),
                OptionalInt.of(200),
                Optional.empty(),
                AttemptReport.End.COMPLETED,
                Usage.builder().set(Usage.Bucket.INPUT, 1).build(),
                Optional.empty(),
                0,
                Optional.empty());
        permit.settle(report("call-" + calls++, attempt));
    }

    private TestingReport report(String id, AttemptReport attempt) {
        TestingReport usual = TestingReport.completed(id);
        return new TestingReport(
                id,
                now,
                usual.duration(),
                usual.timeToFirstContent(),
                usual.callerId(),
                Optional.empty(),
                List.of(),
                usual.dialect(),
                usual.operation(),
                "m",
                false,
                200,
                Outcome.COMPLETED,
                Optional.empty(),
                attempt.usage(),
                List.of(attempt),
                List.of(),
                Optional.empty(),
                0,
                0,
                Optional.empty(),
                Optional.empty());
    }

    /** No call is let in, and the caller is told when the next one is. */
    private void assertSpent(String key, String time, String next) {
        at(time);
        Decision decision = ask(key);
        String message =
                assertInstanceOf(Decision.Refused.class, decision, time).error().message();
        assertTrue(
                message.endsWith("full again at " + ZonedDateTime.parse(next).toInstant() + "."),
                time + ": " + message);
    }

    @Test
    void dayOnWhichTheClockIsPutBackHasTwentyFiveHours() {
        String key = key("\"budget_duration\":\"1d\"");
        assertSpends(key, "2026-10-24T23:59:59+02:00");
        assertSpends(key, "2026-10-25T00:00:00+02:00");
        assertSpent(key, "2026-10-25T02:30:00+02:00", "2026-10-26T00:00:00+01:00");
        assertSpent(key, "2026-10-25T02:30:00+01:00", "2026-10-26T00:00:00+01:00");
        restart();
        assertSpent(key, "2026-10-25T23:59:59+01:00", "2026-10-26T00:00:00+01:00");
        assertSpends(key, "2026-10-26T00:00:00+01:00");
        restart();
        assertSpent(key, "2026-10-26T00:00:01+01:00", "2026-10-27T00:00:00+01:00");
    }

    @Test
    void dayOnWhichTheClockIsPutForwardHasTwentyThree() {
        String key = key("\"budget_duration\":\"1d\"");
        assertSpends(key, "2027-03-28T00:00:00+01:00");
        assertSpent(key, "2027-03-28T01:59:59+01:00", "2027-03-29T00:00:00+02:00");
        restart();
        assertSpent(key, "2027-03-28T03:00:00+02:00", "2027-03-29T00:00:00+02:00");
        assertSpent(key, "2027-03-28T23:59:59+02:00", "2027-03-29T00:00:00+02:00");
        assertSpends(key, "2027-03-29T00:00:00+02:00");
        assertSpent(key, "2027-03-29T00:00:01+02:00", "2027-03-30T00:00:00+02:00");
    }

    @Test
    void hourThatComesTwiceIsTwoHours() {
        String key = key("\"budget_duration\":\"1h\"");
        assertSpends(key, "2026-10-25T02:00:00+02:00");
        assertSpent(key, "2026-10-25T02:59:59+02:00", "2026-10-25T02:00:00+01:00");
        assertSpends(key, "2026-10-25T02:00:00+01:00");
        assertSpent(key, "2026-10-25T02:59:59+01:00", "2026-10-25T03:00:00+01:00");
        assertSpends(key, "2026-10-25T03:00:00+01:00");
    }

    @Test
    void weekBeginsOnMondayAndTheMonthOnTheFirstOfThePlace() {
        String week = key("\"budget_duration\":\"7d\"");
        assertSpends(week, "2026-10-25T23:00:00+01:00");
        assertSpent(week, "2026-10-25T23:59:59+01:00", "2026-10-26T00:00:00+01:00");
        assertSpends(week, "2026-10-26T00:00:00+01:00");
        assertSpent(week, "2026-11-01T23:59:59+01:00", "2026-11-02T00:00:00+01:00");
        String month = key("\"budget_duration\":\"1mo\"");
        assertSpends(month, "2027-03-01T00:00:00+01:00");
        assertSpent(month, "2027-03-31T23:59:59+02:00", "2027-04-01T00:00:00+02:00");
        restart();
        assertSpends(month, "2027-04-01T00:00:00+02:00");
        assertSpent(month, "2027-04-30T23:59:59+02:00", "2027-05-01T00:00:00+02:00");
    }

    @Test
    void rollingDayHasTwentyFourHoursWhateverTheClockOnTheWallSays() {
        String key = key("\"budget_duration\":\"1d\",\"budget_window\":\"rolling\"");
        assertSpends(key, "2026-10-24T12:00:00+02:00");
        assertSpent(key, "2026-10-25T10:44:59+01:00", "2026-10-26T10:44:59+01:00");
        restart();
        at("2026-10-25T10:59:59+01:00");
        assertInstanceOf(Decision.Refused.class, ask(key));
        assertSpends(key, "2026-10-25T11:15:01+01:00");
    }

    @Test
    void clockThatIsPutBackGivesNothingBack() {
        String key = key("\"budget_duration\":\"1d\"");
        assertSpends(key, "2026-10-26T00:10:00+01:00");
        at("2026-10-25T23:50:00+01:00");
        assertInstanceOf(Decision.Refused.class, ask(key), "the day before is over");
        assertSpent(key, "2026-10-26T00:11:00+01:00", "2026-10-27T00:00:00+01:00");
        assertEquals(1, calls);
    }
}
