package dev.switchboard.provider.ollama;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OllamaConfigTest {
    private static OllamaConfig config(Optional<String> key, Optional<Integer> window, Optional<String> keepAlive) {
        return new OllamaConfig(URI.create("http://localhost:11434"), key, window, keepAlive, Map.of("x-team", "a"));
    }

    private static OllamaConfig keepAlive(String value) {
        return config(Optional.empty(), Optional.empty(), Optional.of(value));
    }

    @Test
    void sendsAKeyOnlyIfThereIsOne() {
        OllamaConfig with = config(Optional.of("sk-fake-1\n"), Optional.empty(), Optional.empty());
        OllamaConfig without = config(Optional.of(" "), Optional.empty(), Optional.empty());

        assertEquals(List.of("Bearer sk-fake-1"), with.callHeaders().all("authorization"));
        assertEquals(List.of(), without.callHeaders().all("authorization"));
        assertEquals(List.of("a"), without.callHeaders().all("x-team"));
        assertFalse(with.toString().contains("sk-fake"), with.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"30m", "1h30m", "0s", "-1m", "1.5h"})
    void knowsDurations(String value) {
        assertEquals(Optional.of(value), keepAlive(value).keepAlive());
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "300", "", "5 minutes"})
    void saysWhatADurationIs(String value) {
        String refused = assertThrows(IllegalArgumentException.class, () -> keepAlive(value))
                .getMessage();

        assertTrue(refused.contains("keep-alive: \"" + value + "\" (expected: a duration with its unit"), refused);
    }

    @Test
    void refusesAWindowOfNothing() {
        String refused = assertThrows(
                        IllegalArgumentException.class,
                        () -> config(Optional.empty(), Optional.of(0), Optional.empty()))
                .getMessage();

        assertTrue(refused.contains("context-window: 0"), refused);
    }
}
