package dev.switchboard.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.switchboard.spi.endpoint.Access;
import dev.switchboard.spi.endpoint.HttpEndpoint;
import dev.switchboard.spi.endpoint.HttpRoute;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.http.HttpReply;
import dev.switchboard.spi.http.HttpRequest;
import dev.switchboard.spi.identity.Caller;
import dev.switchboard.spi.io.Bytes;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What every HTTP endpoint must do: keep to its routes, answer as shown, and take any body for what it is. */
public abstract class HttpEndpointContract extends ComponentContract<HttpEndpoint> {
    /**
     * A call and its answer.
     *
     * @param route   the one of {@link HttpEndpoint#routes} that it takes
     * @param request the head, with the route's method
     * @param body    the body
     * @param status  of the answer, or of the error that it throws as one
     */
    public record Sample(HttpRoute route, HttpRequest request, Bytes body, int status) {}

    /** Calls, at least one for each route unless {@link #showsEveryRoute} says otherwise. */
    protected abstract List<Sample> samples();

    /** Whether each route has a sample; false for a long table of routes of a few kinds, of which samples show each kind. */
    protected boolean showsEveryRoute() {
        return true;
    }

    @Test
    void itsRoutesAreFixedAndEachIsThere() {
        List<HttpRoute> routes = component().routes();
        assertFalse(routes.isEmpty(), "an endpoint without routes is never called");
        assertEquals(routes, component().routes(), "routes() must not change");
        Set<String> seen = new HashSet<>();
        for (HttpRoute route : routes) {
            assertEquals(route.method().toUpperCase(Locale.ROOT), route.method(), "method of " + route);
            assertTrue(seen.add(route.plane() + route.method() + route.template()), "twice: " + route);
            assertTrue(
                    !showsEveryRoute()
                            || samples().stream()
                                    .anyMatch(sample -> sample.route().equals(route)),
                    "no sample shows " + route);
        }
        samples()
                .forEach(sample -> assertTrue(
                        routes.contains(sample.route()), "a sample shows what is no route: " + sample.route()));
    }

    @TestFactory
    Stream<DynamicTest> answersAsShown() {
        return samples().stream()
                .map(sample -> dynamicTest(
                        sample.route().method() + " " + sample.request().path() + " " + sample.status(),
                        () -> assertEquals(sample.status(), status(sample, sample.body()))));
    }

    /** Not a body of any format: an answer or an error with words, and nothing else. */
    @TestFactory
    Stream<DynamicTest> takesAnyBodyForWhatItIs() {
        List<Bytes> bodies = Stream.concat(Hostile.nonsense().stream(), Hostile.wrongShapes().stream())
                .toList();
        return samples().stream()
                .map(sample -> dynamicTest(
                        sample.route().method() + " " + sample.request().path(), () -> {
                            for (Bytes body : bodies) {
                                status(sample, body);
                            }
                        }));
    }

    private int status(Sample sample, Bytes body) {
        Optional<Caller> caller = sample.route().access() == Access.PUBLIC
                ? Optional.empty()
                : Optional.of(Caller.builder("operator").operator().build());
        try {
            HttpReply reply = component().handle(sample.request(), body, caller);
            assertTrue(reply.status() >= 200 && reply.status() < 600, "status: " + reply.status());
            assertTrue(
                    reply.body().isEmpty()
                            || reply.headers().first("content-type").isPresent(),
                    "a body without content-type");
            return reply.status();
        } catch (GatewayException e) {
            assertFalse(e.error().message().isBlank(), "an error without words");
            return e.error().status();
        }
    }
}
