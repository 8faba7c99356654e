package dev.switchboard.pipeline;

import dev.switchboard.pipeline.instance.Instance;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.http.HttpRequest;
import dev.switchboard.spi.identity.Caller;
import dev.switchboard.spi.identity.Credentials;
import dev.switchboard.spi.identity.Identity;
import java.util.List;

/** The phase that finds out who calls. */
final class Identification {
    private Identification() {}

    /** Asks the identities in turn. @throws GatewayException if none knows the caller */
    static Caller identify(List<Instance<? extends Identity>> identities, HttpRequest request) {
        for (Instance<? extends Identity> identity : identities) {
            switch (identity.call(each -> each.identify(request))) {
                case Identity.Identification.Known known -> {
                    return known.caller();
                }
                case Identity.Identification.Refused refused ->
                    throw refused.error().asException();
                case Identity.Identification.Unknown ignored -> {
                    // the next one may know
                }
            }
        }
        throw Credentials.keyOf(request).isPresent() ? wrongKey() : noKey();
    }

    private static GatewayException noKey() {
        return GatewayError.builder(
                        ErrorKind.AUTHENTICATION,
                        "No API key in the request. Send it as the header \"Authorization: Bearer YOUR_KEY\".")
                .build()
                .asException();
    }

    private static GatewayException wrongKey() {
        return GatewayError.builder(
                        ErrorKind.AUTHENTICATION,
                        "The API key is not known to this gateway. Check that it is whole, or ask the gateway's operator.")
                .code("invalid_api_key")
                .build()
                .asException();
    }
}
