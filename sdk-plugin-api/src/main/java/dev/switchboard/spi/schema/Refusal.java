package dev.switchboard.spi.schema;

import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.error.GatewayException;

/** Says which keyword of a schema the provider does not hold its model to. */
final class Refusal {
    private Refusal() {}

    static GatewayException of(String place) {
        return because(place, "does not hold its answers to this keyword");
    }

    /** @param why continues "the chosen provider ..." */
    static GatewayException because(String place, String why) {
        return GatewayError.builder(
                        ErrorKind.UNSUPPORTED,
                        place + ": the chosen provider " + why + "; change the schema here, or choose another model.")
                .param(place)
                .code("unsupported_schema_keyword")
                .build()
                .asException();
    }
}
