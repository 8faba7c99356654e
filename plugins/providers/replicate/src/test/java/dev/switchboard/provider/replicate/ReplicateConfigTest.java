package dev.switchboard.provider.replicate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReplicateConfigTest {
    private static ReplicateConfig config(String key, Map<String, String> headers) {
        return new ReplicateConfig(key, URI.create("https://api.example.com"), headers);
    }

    @Test
    void sendsTheKeyAndTheOperatorsFields() {
        ReplicateConfig config = config("sk-fake-1\n", Map.of("x-team", "a"));

        assertEquals(List.of("Bearer sk-fake-1"), config.callHeaders().all("authorization"));
        assertEquals(List.of("a"), config.callHeaders().all("x-team"));
        assertFalse(config.toString().contains("sk-fake"), config.toString());
    }

    @Test
    void refusesWhatCannotWork() {
        String blank = assertThrows(IllegalArgumentException.class, () -> config(" ", Map.of()))
                .getMessage();
        assertTrue(blank.contains("${env:REPLICATE_API_TOKEN}"), blank);
        assertThrows(IllegalArgumentException.class, () -> config("sk-fake-1", Map.of("bad name", "x")));
    }

    @Test
    void namesWhereTheKeyIsKept() {
        assertEquals(
                "REPLICATE_API_TOKEN",
                new ReplicateProviderFactory().wellKnownKeys().getFirst().environmentVariable());
    }
}
