package dev.switchboard.spi.identity;

import dev.switchboard.spi.Component;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.http.HttpRequest;
import org.osgi.annotation.versioning.ConsumerType;

/** A way to know who calls. All configured ones are asked in turn until one does not say {@link Identification.Unknown}. */
@ConsumerType
public interface Identity extends Component {
    /** Looks at the request's head. Must answer from memory: it is called for every request. */
    Identification identify(HttpRequest request);

    /** What an identity says. */
    sealed interface Identification {
        /** It is this one. */
        record Known(Caller caller) implements Identification {}

        /** Not one of mine; another identity may know. */
        record Unknown() implements Identification {}

        /** One of mine, but not now: expired, blocked, or the store that would know is away. */
        record Refused(GatewayError error) implements Identification {}
    }
}
