package dev.switchboard.wire.openai.responses;

import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.json.JsonText;

/** Says by name what a response's request cannot hold. */
final class Unsupported {
    private Unsupported() {}

    static GatewayException because(String field, String what) {
        return GatewayError.builder(
                        ErrorKind.UNSUPPORTED,
                        field + ": the chosen provider cannot take " + what + "; leave it out or choose another model.")
                .param(field)
                .code("unsupported_value")
                .build()
                .asException();
    }

    /** This format's own, verbatim; any other's is refused. */
    static JsonText unlessOwn(String format, JsonText json, String field, String what) {
        if (!format.equals(Own.FORMAT)) {
            throw because(field, what + " that only the format of " + format + " has");
        }
        return json;
    }
}
