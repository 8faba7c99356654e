package dev.switchboard.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The guide for authors shows code that is compiled: each marked block is a region of an example. */
class GuideTest {
    private static final Path GUIDE = Path.of("../docs/write-a-plugin/README.md");
    private static final Path EXAMPLES = Path.of("src/test/java/dev/switchboard/spi/example");
    private static final Pattern BLOCK = Pattern.compile("<!-- (\\w+) (\\w+) -->\n```java\n(.*?)\n```", Pattern.DOTALL);

    @Test
    void showsTheExamplesAsTheyAre() throws IOException {
        List<MatchResult> blocks =
                BLOCK.matcher(Files.readString(GUIDE)).results().toList();

        assertFalse(blocks.isEmpty());
        for (MatchResult block : blocks) {
            assertEquals(region(block.group(1), block.group(2)), block.group(3), block.group(1));
        }
    }

    private static String region(String example, String region) throws IOException {
        return Files.readAllLines(EXAMPLES.resolve(example + ".java")).stream()
                .dropWhile(line -> !line.strip().equals("// @start region=\"" + region + "\""))
                .skip(1)
                .takeWhile(line -> !line.strip().equals("// @end"))
                .collect(Collectors.joining("\n"))
                .stripIndent();
    }
}
