package ${package};

import dev.switchboard.spi.config.Default;
import dev.switchboard.spi.config.Description;

/** The settings of one callback. */
@Description("Writes a line for each exchange.")
public record ${name}Config(
        @Description("The file's name, in the instance's data directory.") @Default("exchanges.txt")
        String file) {
    /** Checks what the types cannot say. */
    public ${name}Config {
        if (!file.matches("[\\w-][\\w.-]*")) {
            throw new IllegalArgumentException("file: \"" + file + "\" (expected: a file's name, such as exchanges.txt)");
        }
    }
}
