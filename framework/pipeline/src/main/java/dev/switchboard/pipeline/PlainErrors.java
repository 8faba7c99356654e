package dev.switchboard.pipeline;

import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.http.HttpReply;
import dev.switchboard.spi.json.JsonText;
import java.util.Locale;

/** Errors where no dialect is known: on the admin listener, and while no dialect is installed. */
final class PlainErrors {
    private PlainErrors() {}

    static HttpReply write(GatewayError error) {
        return HttpReply.json(
                error.status(),
                "{\"error\":{\"kind\":" + JsonText.string(error.kind().name().toLowerCase(Locale.ROOT))
                        + ",\"message\":" + JsonText.string(error.message())
                        + error.param()
                                .map(param -> ",\"param\":" + JsonText.string(param))
                                .orElse("") + "}}");
    }
}
