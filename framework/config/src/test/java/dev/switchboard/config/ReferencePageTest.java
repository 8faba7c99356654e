package dev.switchboard.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.switchboard.config.schema.GatewayConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ReferencePageTest {
    private static final Path PAGE = Path.of("../../docs/configure/reference.md");
    private static final String HEAD = """
        # Configuration reference

        Every key of `switchboard.yaml`. This page is written from the code: do not edit it, run
        `mvn -pl framework/config -am test -Dtest=ReferencePageTest -Dsurefire.failIfNoSpecifiedTests=false -Ddocs.write`.

        A key without a default may be left out unless it is required. An environment variable stands above the
        file for each single value outside of lists and maps: `server.admin-port` is `SWITCHBOARD_SERVER_ADMIN_PORT`.
        Flags of the command line stand above both. References in any text: `${env:NAME}`, `${env:NAME:-default}`,
        `${file:path}`; `$${` is a plain `${`.

        """;

    @Test
    void theReferencePageSaysWhatTheRecordsSay() throws IOException {
        String page = HEAD + ReferencePage.of(GatewayConfig.class).stripTrailing() + "\n";
        if (System.getProperty("docs.write") != null) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, page);
        }
        String written = Files.exists(PAGE) ? Files.readString(PAGE) : "";
        assertEquals(written, page, "docs/configure/reference.md is out of date; its head says how to write it anew");
    }
}
