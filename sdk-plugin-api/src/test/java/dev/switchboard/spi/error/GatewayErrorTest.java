package dev.switchboard.spi.error;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class GatewayErrorTest {
    @ParameterizedTest
    @EnumSource
    void everyKindHasAStatus(ErrorKind kind) {
        GatewayError error = GatewayError.of(kind, "a sentence");

        assertTrue(error.status() >= 400 && error.status() <= 599);
        assertEquals(kind.status(), error.status());
        assertSame(kind, error.kind());
    }

    @Test
    void keepsTheUpstreamsWords() {
        GatewayError error = GatewayError.builder(ErrorKind.OVERLOADED, "Busy")
                .status(529)
                .type("overloaded_error")
                .code("busy")
                .param("model")
                .retryAfter(Duration.ofSeconds(-3))
                .fromUpstream()
                .build();

        assertEquals(529, error.status());
        assertEquals(Optional.of("overloaded_error"), error.type());
        assertEquals(Optional.of("model"), error.param());
        assertEquals(Optional.of(Duration.ZERO), error.retryAfter());
        assertTrue(error.fromUpstream());
        assertEquals("OVERLOADED 529 [busy]: Busy", error.toString());
    }

    @Test
    void addressesStayApartFromTheMessage() {
        GatewayError error = GatewayError.builder(ErrorKind.UPSTREAM, "No connection")
                .detail("10.0.0.1:80")
                .build();

        assertEquals("No connection", error.message());
        assertEquals("No connection", error.asException().getMessage());
        assertEquals(Optional.of("10.0.0.1:80"), error.detail());
        assertEquals("No connection (10.0.0.1:80)", error.explained());
        assertEquals("Spent", GatewayError.of(ErrorKind.QUOTA, "Spent").explained());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 200, 399, 600})
    void anErrorHasAnErrorsStatus(int status) {
        assertThrows(
                IllegalArgumentException.class,
                () -> GatewayError.builder(ErrorKind.INTERNAL, "m").status(status));
    }

    @Test
    void anExceptionCarriesTheError() {
        GatewayError error = GatewayError.of(ErrorKind.QUOTA, "Spent");

        assertSame(error, error.asException().error());
        assertEquals("Spent", error.asException().getMessage());
        assertEquals(0, error.asException().getStackTrace().length);
        Exception cause = new IllegalStateException("why");
        assertSame(cause, new GatewayException(error, cause).getCause());
        assertTrue(new GatewayException(error, cause).getStackTrace().length > 0);
    }
}
