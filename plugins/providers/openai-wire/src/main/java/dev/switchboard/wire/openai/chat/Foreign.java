package dev.switchboard.wire.openai.chat;

import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.json.JsonText;

/** What only one wire format knows: this format's own goes out verbatim, any other's is refused. */
final class Foreign {
    /** The name of this wire family. */
    static final String FAMILY = "openai";

    private Foreign() {}

    static JsonText own(String family, JsonText json, String what) {
        if (!family.equals(FAMILY)) {
            throw GatewayException.of(
                    ErrorKind.UNSUPPORTED,
                    what + " that only " + family + " knows cannot go to a provider of the OpenAI format; leave it out"
                            + " or choose a model of " + family);
        }
        return json;
    }
}
