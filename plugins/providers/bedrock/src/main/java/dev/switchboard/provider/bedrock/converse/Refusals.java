package dev.switchboard.provider.bedrock.converse;

import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.error.GatewayException;

/** What this format cannot say and a request cannot do without. */
final class Refusals {
    private Refusals() {}

    /** @param why a sentence with the next step */
    static GatewayException unsupported(String field, String why) {
        return GatewayError.builder(ErrorKind.UNSUPPORTED, "Unsupported '" + field + "': " + why)
                .param(field)
                .code("unsupported_parameter")
                .build()
                .asException();
    }
}
