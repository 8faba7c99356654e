package dev.switchboard.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The bill of materials has no parent, and so versions of its own: they are those of the build. */
class BomTest {
    private static final String ANY = "\\s*<version>([^<]+)</version>";

    @Test
    void namesTheVersionsOfTheBuild() throws IOException {
        String build = Files.readString(Path.of("../pom.xml"));
        String bom = Files.readString(Path.of("../sdk-bom/pom.xml"));

        assertEquals(
                find(build, "<artifactId>switchboard</artifactId>" + ANY),
                find(bom, "<artifactId>switchboard-sdk-bom</artifactId>" + ANY));
        assertEquals(find(build, "<version.jspecify>([^<]+)<"), find(bom, "<artifactId>jspecify</artifactId>" + ANY));
        assertEquals(find(build, "<version.junit>([^<]+)<"), find(bom, "<artifactId>junit-jupiter</artifactId>" + ANY));
    }

    private static String find(String pom, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(pom);
        assertTrue(matcher.find(), pattern);
        return matcher.group(1);
    }
}
