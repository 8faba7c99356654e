package dev.switchboard.wire.anthropic.format;

import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.error.GatewayException;

/** What a format cannot say and a request cannot do without. */
public final class Refusals {
    private Refusals() {}

    /** An error of kind {@link ErrorKind#UNSUPPORTED} that names the field. @param why a sentence with the next step */
    public static GatewayException unsupported(String field, String why) {
        return GatewayError.builder(ErrorKind.UNSUPPORTED, "Unsupported '" + field + "': " + why)
                .param(field)
                .code("unsupported_parameter")
                .build()
                .asException();
    }
}
