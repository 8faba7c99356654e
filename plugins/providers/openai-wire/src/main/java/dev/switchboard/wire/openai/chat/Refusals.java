package dev.switchboard.wire.openai.chat;

import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.json.JsonText;

/** Says what the server cannot do. */
final class Refusals {
    /** The name of this wire family. */
    static final String FAMILY = "openai";

    private Refusals() {}

    /** @param field where it stands @param what a sentence, without the full stop */
    static GatewayException unsupported(String field, String what) {
        return GatewayError.builder(ErrorKind.UNSUPPORTED, field + ": " + what)
                .param(field)
                .code("unsupported_parameter")
                .build()
                .asException();
    }

    /** What only one wire format knows: this format's own goes out verbatim, any other's is refused. */
    static JsonText own(String family, JsonText json, String field, String what) {
        if (!family.equals(FAMILY)) {
            throw unsupported(
                    field,
                    what + " that only " + family + " knows cannot go to a provider of the OpenAI format; leave it out"
                            + " or choose a model of " + family);
        }
        return json;
    }
}
