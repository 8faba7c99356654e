package dev.switchboard.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.accounts.directory.Documents;
import dev.switchboard.spi.accounts.Accounts;
import dev.switchboard.spi.http.HttpReply;
import dev.switchboard.spi.identity.Caller;
import dev.switchboard.spi.identity.Identity.Identification;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.testkit.doubles.TestingContext;
import dev.switchboard.testkit.doubles.TestingRequest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One data directory, opened again and again. */
class RestartTest {
    private static final Caller OPERATOR = Caller.builder("operator").operator().build();

    @TempDir
    private Path directory;

    private Accounts open(AccountsConfig config) {
        return new StoredAccountsFactory().create("accounts", config, TestingContext.in(directory));
    }

    private static AccountsConfig config(Optional<String> url) {
        return TestingAccounts.settings(url, new AccountsConfig.Encryption(Optional.empty(), List.of()));
    }

    @Test
    void keysAreStillKnown() {
        String key;
        try (Accounts first = open(config(Optional.empty()))) {
            HttpReply made = first.handle(
                    TestingRequest.to("/key/generate"), Bytes.utf8("{\"key_alias\":\"web\"}"), Optional.of(OPERATOR));
            key = Documents.parse(made.body().utf8()).get("key").stringValue();
        }
        try (Accounts second = open(config(Optional.empty()))) {
            Identification known = second.identify(TestingRequest.to("/x", "authorization", "Bearer " + key));
            assertTrue(known instanceof Identification.Known, known.toString());
        }
    }

    @Test
    void exportIsReadIntoOtherAccounts() throws IOException {
        StoredAccountsFactory factory = new StoredAccountsFactory();
        AccountsConfig config = config(Optional.empty());
        String key;
        try (Accounts first = open(config)) {
            HttpReply made = first.handle(TestingRequest.to("/key/generate"), Bytes.utf8("{}"), Optional.of(OPERATOR));
            key = Documents.parse(made.body().utf8()).get("key").stringValue();
        }
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        long rows = factory.exportTo(config, directory, file);
        Path other = directory.resolve("other");
        assertEquals(rows, factory.importFrom(config, other, new ByteArrayInputStream(file.toByteArray())));
        var again = assertThrows(
                IllegalArgumentException.class,
                () -> factory.importFrom(config, other, new ByteArrayInputStream(file.toByteArray())));
        assertTrue(again.getMessage().contains("not empty"), again.getMessage());
        try (Accounts second = factory.create("accounts", config, TestingContext.in(other))) {
            Identification known = second.identify(TestingRequest.to("/x", "authorization", "Bearer " + key));
            assertTrue(known instanceof Identification.Known, known.toString());
        }
    }

    @Test
    void storeThatCannotBeOpenedIsOneClearLine() throws IOException {
        Path store = Files.createDirectories(directory.resolve("store"));
        Files.writeString(store.resolve("accounts.mv.db"), "no database".repeat(1_000));
        var e = assertThrows(IllegalArgumentException.class, () -> open(config(Optional.empty())));
        assertEquals(1, e.getMessage().lines().count(), e.getMessage());
        assertTrue(e.getMessage().contains(store.toString()), e.getMessage());
        var wrong =
                assertThrows(IllegalArgumentException.class, () -> open(config(Optional.of("jdbc:postgresql://x/y"))));
        assertTrue(wrong.getMessage().contains("jdbc:mariadb://"), wrong.getMessage());
    }
}
