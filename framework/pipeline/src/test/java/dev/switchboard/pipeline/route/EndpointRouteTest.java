package dev.switchboard.pipeline.route;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.switchboard.pipeline.TestingParts;
import dev.switchboard.pipeline.instance.Instance.FailureMode;
import dev.switchboard.spi.dialect.Call;
import dev.switchboard.spi.dialect.Dialect;
import dev.switchboard.spi.dialect.Endpoint;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.http.HttpReply;
import dev.switchboard.spi.http.HttpRequest;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.model.ModelList;
import dev.switchboard.spi.model.ModelQuery;
import dev.switchboard.spi.operation.Operation;
import dev.switchboard.spi.stream.StreamEvent;
import dev.switchboard.spi.wire.Wire;
import dev.switchboard.testkit.doubles.TestingRequest;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EndpointRouteTest {
    private final EndpointRoute.Shared shared =
            new EndpointRoute.Shared(List.of(operation("first"), operation("second"), operation("third")));

    @Test
    void theDialectThatClaimsTheRequestAnswersIt() {
        assertEquals("second", chosen("x-speaks", "second"));
        assertEquals("third", chosen("x-speaks", "third"));
    }

    @Test
    void theFirstAnswersWhatNoDialectClaims() {
        assertEquals("first", chosen());
        assertEquals("first", chosen("x-speaks", "nobody"));
    }

    private String chosen(String... headers) {
        return shared.of(TestingRequest.to("/v1/models", headers))
                .dialect()
                .component()
                .name();
    }

    private static EndpointRoute.Operation operation(String dialect) {
        return new EndpointRoute.Operation(
                TestingParts.instance(dialect, new TestingDialect(dialect), FailureMode.BLOCK), new Models());
    }

    /** Claims the requests that name it. */
    private record TestingDialect(String name) implements Dialect {
        @Override
        public List<Endpoint<?, ?, ?>> endpoints() {
            return List.of();
        }

        @Override
        public boolean claims(HttpRequest request) {
            return request.headers().first("x-speaks").equals(Optional.of(name));
        }

        @Override
        public HttpReply error(GatewayError error) {
            throw new AssertionError("nothing fails here");
        }
    }

    private record Models() implements Endpoint<ModelQuery, ModelList, StreamEvent.None> {
        @Override
        public String method() {
            return "GET";
        }

        @Override
        public List<String> paths() {
            return List.of("/v1/models");
        }

        @Override
        public Operation<ModelQuery, ModelList, StreamEvent.None> operation() {
            return Operation.MODELS;
        }

        @Override
        public Wire wire() {
            return Wire.OPENAI_MODELS;
        }

        @Override
        public Call<ModelQuery> read(HttpRequest request, Bytes body) {
            throw new AssertionError("nothing is read here");
        }

        @Override
        public HttpReply write(ModelList response, Call<ModelQuery> call) {
            throw new AssertionError("nothing is written here");
        }
    }
}
