package dev.switchboard.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.switchboard.spi.endpoint.Access;
import dev.switchboard.spi.endpoint.HttpEndpoint;
import dev.switchboard.spi.endpoint.HttpRoute;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.http.HttpReply;
import dev.switchboard.spi.http.HttpRequest;
import dev.switchboard.spi.identity.Caller;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.testkit.doubles.TestingRequest;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The suite accepts a page that reads what it gets, and refuses one with a route that nothing shows. */
class TimePageContractTest extends HttpEndpointContract {
    private static final HttpRoute ROUTE = new HttpRoute("POST", "/echo", HttpRoute.Plane.ADMIN, Access.OPERATOR);

    private static class Echo implements HttpEndpoint {
        @Override
        public List<HttpRoute> routes() {
            return List.of(ROUTE);
        }

        @Override
        public HttpReply handle(HttpRequest request, Bytes body, Optional<Caller> caller) {
            String word = JsonValue.read(body)
                    .flatMap(json -> json.filled("word"))
                    .orElseThrow(() -> GatewayException.of(ErrorKind.INVALID_REQUEST, "word: missing"));
            return HttpReply.json(200, "\"" + word + "\"");
        }
    }

    @Override
    protected HttpEndpoint create() {
        return new Echo();
    }

    @Override
    protected List<Sample> samples() {
        TestingRequest request = TestingRequest.to("/echo");
        return List.of(
                new Sample(ROUTE, request, Bytes.utf8("{\"word\":\"hello\"}"), 200),
                new Sample(ROUTE, request, Bytes.utf8("{}"), 400));
    }

    /** Has a route that nobody shows. */
    private static final class Secretive extends HttpEndpointContract {
        @Override
        protected HttpEndpoint create() {
            return new Echo();
        }

        @Override
        protected List<Sample> samples() {
            return List.of();
        }
    }

    @Test
    void refusesARouteThatNothingShows() {
        assertThrows(AssertionError.class, new Secretive()::itsRoutesAreFixedAndEachIsThere);
    }
}
