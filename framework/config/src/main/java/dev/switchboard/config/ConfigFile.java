package dev.switchboard.config;

import dev.switchboard.config.binding.Problem;
import dev.switchboard.config.binding.YamlReader;
import dev.switchboard.spi.config.ConfigValue.Mapping;
import dev.switchboard.spi.config.Origin;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** Reads a configuration file: bounded, strict UTF-8. */
final class ConfigFile {
    private static final long MAX_BYTES = 8 << 20;

    private ConfigFile() {}

    /** The tree of a file; empty after a problem. */
    static Mapping read(Path file, Consumer<Problem> problems) {
        Origin origin = Origin.of(file.toString());
        String fault;
        try {
            if (!Files.isRegularFile(file)) {
                fault = Files.exists(file) ? "not a file" : "no such file";
            } else if (Files.size(file) > MAX_BYTES) {
                fault = Files.size(file) + " bytes (expected: at most " + MAX_BYTES + ")";
            } else {
                return YamlReader.read(file.toString(), text(file), problems);
            }
        } catch (CharacterCodingException e) {
            fault = "not UTF-8 (expected: YAML or JSON in UTF-8)";
        } catch (IOException e) {
            fault = "cannot be read: " + e.getClass().getSimpleName();
        }
        problems.accept(new Problem(origin, "", fault));
        return new Mapping(List.of(), origin);
    }

    private static String text(Path file) throws IOException {
        String text = StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                .toString();
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }
}
