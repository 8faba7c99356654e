package dev.switchboard.pipeline.attempt;

import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import java.util.Optional;

/** Attempts that came to nothing. */
public final class TestingFailures {
    private TestingFailures() {}

    /** An attempt that failed that way before the caller saw anything of it. */
    public static AttemptFailedException of(ErrorKind kind) {
        return new AttemptFailedException(GatewayError.of(kind, "told to fail"), Optional.empty());
    }
}
