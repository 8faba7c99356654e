package dev.switchboard.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedisServerTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private static RedisServer server(String url) {
        return RedisServer.of(url, Optional.empty(), Optional.empty(), SECOND, 4);
    }

    private static String refusal(String url) {
        return String.valueOf(
                assertThrows(IllegalArgumentException.class, () -> server(url)).getMessage());
    }

    @Test
    void readsUrls() {
        assertEquals("redis://localhost:6379/0", server("redis://localhost").toString());
        RedisServer all = server("rediss://me:p%40ss+word@redis.internal:6380/12");
        assertEquals("rediss://redis.internal:6380/12", all.toString());
        assertTrue(all.tls());
        assertEquals(Optional.of("me"), all.user());
        assertEquals(Optional.of("p@ss+word"), all.password());
        assertEquals("redis://my_cache:70/0", server("redis://my_cache:70").toString());
        RedisServer passwordOnly = server("redis://:secret@localhost");
        assertEquals(Optional.empty(), passwordOnly.user());
        assertEquals(Optional.of("secret"), passwordOnly.password());
        assertFalse(passwordOnly.tls());
    }

    @Test
    void whatStandsApartCountsMore() {
        RedisServer server = RedisServer.of(
                "redis://me:secret@localhost", Optional.of("other"), Optional.of("p@ss:word"), SECOND, 4);
        assertEquals(Optional.of("other"), server.user());
        assertEquals(Optional.of("p@ss:word"), server.password());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost:6379",
                "http://localhost",
                "redis://me:sec ret@localhost",
                "redis:///0",
                "redis://localhost:99999",
                "redis://me:secret@localhost/x",
                "redis://me:secret@localhost/99999"
            })
    void refusesWhatIsNoUrlWithoutTellingItsPassword(String url) {
        String message = refusal(url);
        assertTrue(message.startsWith("url: ") && message.contains("expected"), message);
        assertFalse(message.contains("secret") || message.contains("sec ret"), message);
    }

    @Test
    void refusesSettingsOutOfRange() {
        for (Duration timeout : new Duration[] {Duration.ZERO, Duration.ofSeconds(4)}) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> RedisServer.of("redis://localhost", Optional.empty(), Optional.empty(), timeout, 4));
        }
        for (int connections : new int[] {0, 101}) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> RedisServer.of("redis://localhost", Optional.empty(), Optional.empty(), SECOND, connections));
        }
        assertThrows(IllegalArgumentException.class, () -> RedisValuesConfig.checkPrefix("a{b}"));
    }

    @Test
    void settingsPrintNoSecret() {
        RedisValuesConfig config = new RedisValuesConfig(
                "redis://me:hidden@localhost", Optional.empty(), Optional.of("hidden"), SECOND, 4, "p");
        assertFalse(config.toString().contains("hidden"), config.toString());
    }
}
