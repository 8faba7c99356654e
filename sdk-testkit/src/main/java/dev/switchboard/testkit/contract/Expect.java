package dev.switchboard.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.error.GatewayException;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.function.Executable;

/** Assertions that the suites share; each also looks for the secret in what it sees. */
record Expect(String secret) {

    /** It must be refused with that kind of error. */
    void refusal(ErrorKind kind, Executable action, String what) {
        Optional<GatewayError> error = failure(action, what);
        if (error.isEmpty()) {
            throw new AssertionError(what + ": accepted (expected: an error of kind " + kind + ")");
        }
        assertEquals(kind, error.get().kind(), what + ": " + error.get().message());
    }

    /** It may be accepted, or refused with that kind of error. */
    void noOtherFailure(ErrorKind kind, Executable action, String what) {
        failure(action, what).ifPresent(error -> assertEquals(kind, error.kind(), what + ": " + error.message()));
    }

    /** The text must not hold the secret. */
    void noSecret(String text, String what) {
        assertFalse(!secret.isEmpty() && text.contains(secret), what + " holds the secret");
    }

    /** The address must be at one of the destinations: the gateway refuses others. */
    static void destination(Set<URI> destinations, URI url) {
        assertTrue(
                destinations.stream().anyMatch(each -> origin(each).equals(origin(url))),
                () -> "the request goes to " + origin(url) + ", destinations() names " + destinations);
    }

    private static String origin(URI url) {
        boolean tls = url.getScheme().equalsIgnoreCase("https");
        int port = url.getPort() > 0 ? url.getPort() : tls ? 443 : 80;
        return (url.getHost() + ":" + port).toLowerCase(Locale.ROOT);
    }

    /** The error of an action, if it fails; a failure that is no {@link GatewayException} is a fault of the plugin. */
    private Optional<GatewayError> failure(Executable action, String what) {
        try {
            action.execute();
            return Optional.empty();
        } catch (GatewayException e) {
            noSecret(e.error().toString(), what + ": the error");
            noSecret(String.valueOf(e.getMessage()), what + ": the message");
            return Optional.of(e.error());
        } catch (AssertionError e) {
            throw new AssertionError(what + ": " + e.getMessage(), e);
        } catch (Throwable e) {
            throw new AssertionError(what + ": " + e.getClass().getName() + " (expected: a GatewayException)", e);
        }
    }
}
