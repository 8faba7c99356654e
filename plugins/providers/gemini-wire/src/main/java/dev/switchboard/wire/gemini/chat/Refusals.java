package dev.switchboard.wire.gemini.chat;

import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.error.GatewayException;

/** What Gemini cannot do and a request depends on. */
final class Refusals {
    private Refusals() {}

    /** @param param the member of the request @param what it holds that cannot go */
    static GatewayException unsupported(String param, String what) {
        return GatewayError.builder(
                        ErrorKind.UNSUPPORTED,
                        param + ": " + what + " cannot go to Gemini; leave it out or choose another model")
                .param(param)
                .build()
                .asException();
    }
}
