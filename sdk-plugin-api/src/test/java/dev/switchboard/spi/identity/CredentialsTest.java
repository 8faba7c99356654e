package dev.switchboard.spi.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.spi.example.TestingRequest;
import dev.switchboard.spi.http.Headers;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialsTest {
    @ParameterizedTest
    @ValueSource(strings = {"x-switchboard-key", "x-litellm-api-key", "x-api-key", "API-Key", "x-goog-api-key"})
    void everyDialectsHeaderHoldsAKey(String header) {
        assertEquals(Optional.of("sk-fake-1"), Credentials.keyOf(TestingRequest.of("/", header, "sk-fake-1")));
        assertTrue(Credentials.isCredential(header));
    }

    @Test
    void theBearerComesFirst() {
        assertEquals(
                Optional.of("sk-fake-1"),
                Credentials.keyOf(TestingRequest.of("/", "x-api-key", "other", "Authorization", "bearer  sk-fake-1 ")));
    }

    @Test
    void otherSchemesAreNoKeys() {
        assertEquals(
                Optional.of("other"),
                Credentials.keyOf(TestingRequest.of("/", "authorization", "Basic YTpi", "x-api-key", "other")));
        assertEquals(Optional.empty(), Credentials.keyOf(TestingRequest.of("/", "authorization", "Basic YTpi")));
    }

    @Test
    void theQueryComesLast() {
        TestingRequest request = new TestingRequest("/", Headers.none(), Map.of("key", "sk-fake-1"), Map.of());

        assertEquals(Optional.of("sk-fake-1"), Credentials.keyOf(request));
        assertEquals(Optional.empty(), Credentials.keyOf(TestingRequest.of("/")));
    }

    @Test
    void otherHeadersAreNoCredentials() {
        assertTrue(Credentials.isCredential("Cookie"));
        assertFalse(Credentials.isCredential("content-type"));
    }
}
