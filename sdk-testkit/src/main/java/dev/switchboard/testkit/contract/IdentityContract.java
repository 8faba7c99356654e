package dev.switchboard.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.switchboard.spi.http.HttpRequest;
import dev.switchboard.spi.identity.Identity;
import dev.switchboard.spi.identity.Identity.Identification;
import dev.switchboard.testkit.doubles.TestingRequest;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What every identity must do: know its own, leave strangers to others, and never stumble over what a stranger sends. */
public abstract class IdentityContract extends ComponentContract<Identity> {
    /** A request of somebody it knows. */
    protected abstract HttpRequest known();

    /** The id of whoever sends {@link #known}. */
    protected abstract String callerId();

    /** What in {@link #known} must stay secret, such as the key. */
    protected abstract String secret();

    /** A request of somebody who is one of its own, but may not call now; empty if it declares no such thing. */
    protected Optional<HttpRequest> refused() {
        return Optional.empty();
    }

    @Test
    void knowsItsOwn() {
        Identification.Known known =
                assertInstanceOf(Identification.Known.class, component().identify(known()));
        assertEquals(callerId(), known.caller().id());
        assertFalse(known.caller().toString().contains(secret()), "the caller holds the secret");
    }

    @Test
    void refusesWhomItMustIfDeclared() {
        Assumptions.assumeTrue(refused().isPresent(), "the identity does not declare that it refuses somebody");
        Identification.Refused refused = assertInstanceOf(
                Identification.Refused.class, component().identify(refused().orElseThrow()));
        assertTrue(refused.error().status() >= 400, refused.error()::toString);
        assertFalse(refused.error().message().isBlank(), "a refusal without words");
        assertFalse(refused.error().toString().contains(secret()), "the error holds the secret");
    }

    /** Another identity may know them, so they are neither refused nor let in. */
    @TestFactory
    Stream<DynamicTest> leavesStrangersToOthers() {
        return Stream.of(
                        TestingRequest.to("/v1/chat/completions"),
                        TestingRequest.to("/v1/chat/completions", "authorization", ""),
                        TestingRequest.to("/v1/chat/completions", "authorization", "Bearer"),
                        TestingRequest.to("/v1/chat/completions", "authorization", "Bearer sk-fake-nobody"),
                        TestingRequest.to("/v1/chat/completions", "authorization", "Basic !!!"),
                        TestingRequest.to("/v1/chat/completions", "authorization", "Bearer a.b.c"),
                        TestingRequest.to("/v1/chat/completions", "authorization", "Bearer " + "x".repeat(8_000)),
                        TestingRequest.to("/v1/chat/completions", "x-api-key", "\u00e4\uD800"),
                        TestingRequest.to("/v1/chat/completions", "authorization", "Bearer " + secret() + "x"))
                .map(request -> dynamicTest(
                        "authorization: "
                                + shortened(
                                        request.headers().first("authorization").orElse("none")),
                        () -> assertInstanceOf(
                                Identification.Unknown.class, component().identify(request))));
    }

    private static String shortened(String text) {
        return text.substring(0, Math.min(text.length(), 24));
    }

    @Test
    void knowsThemForManyThreadsAtOnce() throws InterruptedException {
        Identity identity = component();
        List<HttpRequest> requests =
                List.of(known(), TestingRequest.to("/v1/models", "authorization", "Bearer sk-fake-nobody"));
        Crowd.assertAllRight(number -> {
            Identification answer = identity.identify(requests.get(number % 2));
            return number % 2 == 0
                    ? answer instanceof Identification.Known known
                            && known.caller().id().equals(callerId())
                    : answer instanceof Identification.Unknown;
        });
    }
}
