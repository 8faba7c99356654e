package dev.switchboard.provider.compatible;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonValue;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CatalogueTest {
    private static final Catalogue CATALOGUE = Catalogue.load();

    static Stream<Vendor> vendors() {
        return CATALOGUE.vendors().stream();
    }

    @ParameterizedTest
    @MethodSource("vendors")
    void isAGoodRow(Vendor vendor) {
        assertTrue(vendor.name().matches("[a-z0-9_-]+"), vendor.name());
        assertEquals(vendor.title().strip(), vendor.title());
        URI url = URI.create(vendor.baseUrlLike());
        assertFalse(vendor.baseUrlLike().endsWith("/"), "base-url ends with a slash");
        assertTrue(isSafe(url), url + " (expected: https, or this machine)");
        assertEquals(isLocal(url), vendor.keyOptional(), "only a server on this machine needs no key");
        boolean keyOfAnotherBundle = vendor.name().equals("gemini_openai");
        assertTrue(vendor.keyOptional() || keyOfAnotherBundle || !vendor.keys().isEmpty(), "no key variable");
        vendor.keys().forEach(key -> assertTrue(key.matches("[A-Z][A-Z0-9_]+"), key));
        assertFalse(vendor.capabilities().isEmpty());
        assertFalse(vendor.sources().isEmpty(), "no source");
        vendor.sources()
                .forEach(source -> assertEquals("https", URI.create(source).getScheme(), source));
    }

    private static boolean isSafe(URI url) {
        return "https".equals(url.getScheme()) || isLocal(url);
    }

    private static boolean isLocal(URI url) {
        return Set.of("localhost", "127.0.0.1").contains(url.getHost());
    }

    @Test
    void holdsDozensOfVendorsInOrderWithoutSharedKeys() {
        List<String> names = vendors().map(Vendor::name).toList();
        assertTrue(names.size() >= 80, names.size() + " vendors");
        assertEquals(names.stream().sorted().toList(), names);
        List<String> keys = vendors().flatMap(vendor -> vendor.keys().stream()).toList();
        assertEquals(keys.size(), new HashSet<>(keys).size(), "a key variable of two vendors");
    }

    @Test
    void findsVendorsAndSuggestsOthers() {
        assertEquals("together_ai", CATALOGUE.vendor("together-ai").name());
        assertEquals("nano-gpt", CATALOGUE.vendor("nano-gpt").name());
        String message = assertThrows(IllegalArgumentException.class, () -> CATALOGUE.vendor("gorq"))
                .getMessage();
        assertTrue(message.contains("\"gorq\"") && message.contains("did you mean \"groq\"?"), message);
        assertTrue(message.contains("openrouter") && message.contains("base-url"), message);
        assertTrue(assertThrows(IllegalArgumentException.class, () -> CATALOGUE.vendor("together"))
                .getMessage()
                .contains("did you mean \"together_ai\"?"));
        assertFalse(assertThrows(IllegalArgumentException.class, () -> CATALOGUE.vendor("something-else"))
                .getMessage()
                .contains("did you mean"));
    }

    @Test
    void refusesARowWithATypingError() {
        JsonValue row = JsonValue.read(Bytes.utf8("{\"name\":\"x\",\"base_url\":\"https://x\"}"))
                .orElseThrow();
        assertTrue(assertThrows(IllegalStateException.class, () -> VendorReader.read(row))
                .getMessage()
                .contains("base_url"));
    }
}
