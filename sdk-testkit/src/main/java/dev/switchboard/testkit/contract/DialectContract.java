package dev.switchboard.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.switchboard.spi.dialect.Call;
import dev.switchboard.spi.dialect.Dialect;
import dev.switchboard.spi.dialect.Endpoint;
import dev.switchboard.spi.dialect.StreamEncoder;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.http.HttpReply;
import dev.switchboard.spi.http.HttpRequest;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonSyntaxException;
import dev.switchboard.spi.stream.StreamEvent;
import dev.switchboard.spi.usage.RateLimits;
import dev.switchboard.testkit.doubles.TestingRequest;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What every dialect must do: read what it shows, refuse in the words of the API what it cannot read, and write every error so
 * that its callers' programs understand it.
 */
public abstract class DialectContract extends ComponentContract<Dialect> {
    /**
     * A request of a caller.
     *
     * @param request the head
     * @param body    the body
     * @param model   the model that it names
     * @param stream  whether it asks for a stream, and gets one
     */
    public record Sample(HttpRequest request, String body, String model, boolean stream) {}

    /** Requests that it can read, at least one for each operation that has a body. */
    protected abstract List<Sample> samples();

    @Test
    void itsNameAndItsEndpointsAreFixed() {
        assertTrue(
                component().name().matches("[a-z0-9-]+"), "name: " + component().name());
        assertEquals(component().endpoints().size(), component().endpoints().size());
        Set<String> seen = new HashSet<>();
        for (Endpoint<?, ?, ?> endpoint : component().endpoints()) {
            assertEquals(endpoint.method().toUpperCase(Locale.ROOT), endpoint.method());
            assertFalse(endpoint.paths().isEmpty(), endpoint.operation() + " has no path");
            for (String path : endpoint.paths()) {
                assertTrue(path.startsWith("/"), "path: " + path);
                assertTrue(seen.add(endpoint.method() + " " + path), "twice: " + path);
            }
            assertFalse(endpoint.wire().name().isBlank(), path(endpoint) + " has no wire format");
        }
    }

    @TestFactory
    Stream<DynamicTest> readsWhatItShows() {
        return samples().stream()
                .map(sample -> dynamicTest(sample.request().path() + (sample.stream() ? " as a stream" : ""), () -> {
                    Endpoint<?, ?, ?> endpoint = endpoint(sample);
                    Call<?> call = endpoint.read(sample.request(), Bytes.utf8(sample.body()));
                    assertEquals(sample.model(), call.model());
                    assertEquals(sample.stream(), call.stream());
                    assertTrue(
                            endpoint.operation().requestType().isInstance(call.request()),
                            "the request is no " + endpoint.operation().requestType());
                }));
    }

    /** What streams has a beginning and errors of its own; what cannot says so, and in no other way. */
    @TestFactory
    Stream<DynamicTest> streamsWhereItShowsAStreamAndRefusesElsewhere() {
        return samples().stream()
                .map(sample -> dynamicTest(sample.request().path() + (sample.stream() ? " as a stream" : ""), () -> {
                    Endpoint<?, ?, ?> endpoint = endpoint(sample);
                    if (sample.stream()) {
                        assertStreams(sample, endpoint);
                    } else if (samples().stream().noneMatch(other -> other.stream() && endpoint(other) == endpoint)) {
                        assertNoStream(sample, endpoint);
                    }
                }));
    }

    private static <Q, R, E extends StreamEvent> void assertStreams(Sample sample, Endpoint<Q, R, E> endpoint) {
        Call<Q> call = endpoint.read(sample.request(), Bytes.utf8(sample.body()));
        StreamEncoder<E> encoder = endpoint.encoder(call);
        assertTrue(encoder.headers().first("content-type").isPresent(), "a stream without content-type");
        Bytes error = encoder.error(GatewayError.of(ErrorKind.UPSTREAM, "the upstream went away"));
        assertTrue(error.isEmpty() || error.utf8().contains("the upstream went away"), "an error without its words");
        assertFalse(endpoint.encoder(call) == encoder, "two replies share an encoder");
    }

    private static <Q, R, E extends StreamEvent> void assertNoStream(Sample sample, Endpoint<Q, R, E> endpoint) {
        Call<Q> call = endpoint.read(sample.request(), Bytes.utf8(sample.body()));
        new Expect("")
                .noOtherFailure(ErrorKind.UNSUPPORTED, () -> endpoint.encoder(call), "a stream of " + path(endpoint));
    }

    /** Errors are the caller's fault here, and said so; never a fault of the dialect. */
    @TestFactory
    Stream<DynamicTest> refusesWhatItCannotRead() {
        List<Bytes> bodies = Stream.concat(Hostile.nonsense().stream(), Hostile.wrongShapes().stream())
                .toList();
        return samples().stream()
                .map(sample -> dynamicTest(sample.request().path(), () -> {
                    for (Bytes body : bodies) {
                        assertRefusedOrRead(endpoint(sample), sample, body);
                    }
                    String cut = sample.body().substring(0, sample.body().length() / 2);
                    assertRefusedOrRead(endpoint(sample), sample, Bytes.utf8(cut));
                }));
    }

    private static void assertRefusedOrRead(Endpoint<?, ?, ?> endpoint, Sample sample, Bytes body) {
        try {
            endpoint.read(sample.request(), body).request();
        } catch (JsonSyntaxException e) {
            assertFalse(String.valueOf(e.getMessage()).isBlank(), "an error without words");
        } catch (GatewayException e) {
            assertTrue(
                    e.error().status() >= 400 && e.error().status() < 500,
                    () -> "the caller's mistake became " + e.error());
            assertFalse(e.error().message().isBlank(), "an error without words");
        }
    }

    @TestFactory
    Stream<DynamicTest> writesEveryKindOfError() {
        return Stream.of(ErrorKind.values())
                .map(kind -> dynamicTest(kind.toString(), () -> {
                    String words = "the words of \"" + kind + "\" \u2028";
                    HttpReply reply = component().error(GatewayError.of(kind, words));
                    // A format may have a status of its own for a kind, but not blame another side.
                    assertEquals(
                            GatewayError.of(kind, words).status() / 100, reply.status() / 100, "class of the status");
                    assertTrue(reply.headers().first("content-type").isPresent(), "an error without content-type");
                    assertTrue(reply.body().utf8().contains("the words of "), "an error without its words");
                }));
    }

    @Test
    void saysOfAnyRequestWhetherItLooksLikeItsOwn() {
        for (String path : List.of("/", "/v1", "/v1/nothing", "/%00", "/" + "x".repeat(5_000))) {
            component().claims(TestingRequest.to(path));
            component().claims(TestingRequest.to(path, "authorization", "", "anthropic-version", "\u00e4"));
        }
    }

    @Test
    void saysNothingOfRatesThatNobodyLimits() {
        assertEquals(0, component().rateLimits(RateLimits.NONE).size());
    }

    private Endpoint<?, ?, ?> endpoint(Sample sample) {
        return component().endpoints().stream()
                .filter(endpoint -> endpoint.method().equals(sample.request().method())
                        && endpoint.paths().stream()
                                .anyMatch(template ->
                                        matches(template, sample.request().path())))
                .findFirst()
                .orElseThrow(() ->
                        new AssertionError("no endpoint at " + sample.request().path()));
    }

    private static boolean matches(String template, String path) {
        String pattern = Pattern.compile("\\{\\w+(\\.\\.\\.)?}")
                .matcher(template)
                .replaceAll(found -> found.group(1) == null ? "[^/]+" : ".+");
        return path.matches(pattern);
    }

    private static String path(Endpoint<?, ?, ?> endpoint) {
        return endpoint.method() + " " + endpoint.paths();
    }
}
