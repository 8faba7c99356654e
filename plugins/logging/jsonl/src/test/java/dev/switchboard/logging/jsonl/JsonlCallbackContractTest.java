package dev.switchboard.logging.jsonl;

import dev.switchboard.spi.callback.Callback;
import dev.switchboard.spi.config.DataSize;
import dev.switchboard.testkit.contract.CallbackContract;
import dev.switchboard.testkit.doubles.TestingContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class JsonlCallbackContractTest extends CallbackContract {
    @TempDir
    Path folder;

    @Override
    protected Callback create() {
        JsonlConfig config = new JsonlConfig(Path.of("log.jsonl"), DataSize.parse("100MB"), 9, true, true);
        return new JsonlFactory().create("log", config, TestingContext.in(folder));
    }

    @Override
    protected List<String> deliveredIds() {
        Path file = folder.resolve("log.jsonl");
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            return Files.readAllLines(file).stream()
                    .map(line -> JsonMapper.shared().readTree(line).get("id").asString())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
