package dev.switchboard.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ParametersPageTest {
    private static final Path PAGE = Path.of("../docs/parameters.md");

    @Test
    void saysWhatTheProvidersDeclare() throws IOException {
        String page = ParametersPage.write();
        if (System.getProperty("docs.write") != null) {
            Files.writeString(PAGE, page);
        }
        String written = Files.exists(PAGE) ? Files.readString(PAGE) : "";
        assertEquals(written, page, "docs/parameters.md is out of date; its head says how to write it anew");
    }
}
