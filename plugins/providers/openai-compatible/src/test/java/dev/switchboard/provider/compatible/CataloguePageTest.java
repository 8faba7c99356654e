package dev.switchboard.provider.compatible;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class CataloguePageTest {
    /** Run the test with this property set to {@code true} to write the page anew. */
    private static final String UPDATE = "switchboard.docs.update";

    @Test
    void saysWhatTheCatalogueSays() throws IOException {
        Path page = root().resolve("docs/providers/openai-compatible.md");
        String wanted = CataloguePage.write(Catalogue.load());
        if (Boolean.getBoolean(UPDATE)) {
            Files.createDirectories(page.getParent());
            Files.writeString(page, wanted);
        }
        assertEquals(wanted, Files.readString(page), "run this test with -D" + UPDATE + "=true to write the page anew");
    }

    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(folder.resolve("sdk-plugin-api"))) {
            folder = folder.resolve("..").normalize();
        }
        return folder;
    }
}
