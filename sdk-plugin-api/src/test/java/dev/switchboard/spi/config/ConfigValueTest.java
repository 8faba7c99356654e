package dev.switchboard.spi.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.switchboard.spi.config.ConfigValue.Mapping;
import dev.switchboard.spi.config.ConfigValue.Numeric;
import dev.switchboard.spi.config.ConfigValue.Text;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConfigValueTest {
    private static final Origin HERE = new Origin("a.yaml", 3, 7);

    @Test
    void mappingKeepsOrderAndFindsKeys() {
        Mapping mapping = Mapping.builder(HERE).put("b", "2").put("a", "1").build();
        assertEquals(List.of("b", "a"), mapping.keys());
        assertEquals(Optional.of(new Text("1", HERE)), mapping.get("a"));
        assertEquals(Optional.empty(), mapping.get("c"));
    }

    @Test
    void mappingRefusesADuplicate() {
        var builder = Mapping.builder(HERE).put("a", "1").put("a", "2");
        assertThrows(IllegalArgumentException.class, builder::build);
    }

    @Test
    void aPrintedScalarDoesNotShowItsContent() {
        assertFalse(
                Mapping.builder(HERE).put("key", "sk-fake-1").build().toString().contains("sk-fake"));
        assertFalse(new Numeric("4711", HERE).toString().contains("4711"));
    }

    @Test
    void numbersKeepTheirLiteral() {
        assertEquals("1.10", new Numeric("1.10", HERE).literal());
        assertThrows(IllegalArgumentException.class, () -> new Numeric("ten", HERE));
    }

    @Test
    void originReadsLikeACompilersMessage() {
        assertEquals("a.yaml:3:7", HERE.toString());
        assertEquals("flag --port", Origin.of("flag --port").toString());
    }
}
