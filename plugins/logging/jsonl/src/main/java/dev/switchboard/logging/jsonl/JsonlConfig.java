package dev.switchboard.logging.jsonl;

import dev.switchboard.spi.config.DataSize;
import dev.switchboard.spi.config.Default;
import dev.switchboard.spi.config.Description;
import java.nio.file.Path;

/** Settings of one {@code jsonl} callback. */
public record JsonlConfig(
        @Description("The file. A relative path starts in the callback's own data directory.")
        @Default("exchanges.jsonl")
        Path path,

        @Description("A new file is begun when the next lines would make this one larger, 1KB or more.")
        @Default("100MB")
        DataSize maxSize,

        @Description("Older files that are kept beside the current one, named .1 (the newest) and so on, 0 to 1000.")
        @Default("9")
        int keep,

        @Description("Whether to write the bodies of requests and replies too. They hold what people said.")
        @Default("false")
        boolean content,

        @Description(
                "Whether upstreams shall report the usage of a stream also where the caller did not ask for it. The"
                        + " caller sees the report only if it asked.")
        @Default("true")
        boolean usage) {

    /** @throws IllegalArgumentException if a setting is out of its range */
    public JsonlConfig {
        if (maxSize.bytes() < 1024) {
            throw new IllegalArgumentException("max-size: " + maxSize + " (expected: 1KB or more)");
        }
        if (keep < 0 || keep > 1000) {
            throw new IllegalArgumentException("keep: " + keep + " (expected: 0 to 1000)");
        }
        if (path.getFileName() == null || path.toString().isBlank()) {
            throw new IllegalArgumentException("path: \"" + path + "\" (expected: the path of a file)");
        }
    }
}
