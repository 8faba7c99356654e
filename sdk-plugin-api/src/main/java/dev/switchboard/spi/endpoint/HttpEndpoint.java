package dev.switchboard.spi.endpoint;

import dev.switchboard.spi.Component;
import dev.switchboard.spi.http.HttpReply;
import dev.switchboard.spi.http.HttpRequest;
import dev.switchboard.spi.identity.Caller;
import dev.switchboard.spi.io.Bytes;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/** Pages and calls of its own that a plugin adds beside the dialects: a management API, a console, a metrics page. */
@ConsumerType
public interface HttpEndpoint extends Component {
    /** The paths it answers, fixed for its life. Each declares who may call it; there is no default. */
    List<HttpRoute> routes();

    /**
     * Answers one request. Called on a virtual thread; may block.
     *
     * @param request the head
     * @param body    the whole body, within the configured limit; empty for none
     * @param caller  who calls; present whenever the route's access is not {@link Access#PUBLIC}
     * @throws dev.switchboard.spi.error.GatewayException to answer with an error
     */
    HttpReply handle(HttpRequest request, Bytes body, Optional<Caller> caller);
}
