package ${package};

import dev.switchboard.spi.callback.Callback;
import dev.switchboard.testkit.contract.CallbackContract;
import dev.switchboard.testkit.doubles.TestingContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

class ${name}CallbackContractTest extends CallbackContract {
    @TempDir
    private Path folder;

    @Override
    protected Callback create() {
        return new ${name}Factory().create("contract", new ${name}Config("exchanges.txt"), TestingContext.in(folder));
    }

    @Override
    protected List<String> deliveredIds() {
        Path file = folder.resolve("exchanges.txt");
        try {
            return Files.exists(file)
                    ? Files.readAllLines(file).stream().map(line -> line.split(" ")[0]).toList()
                    : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
