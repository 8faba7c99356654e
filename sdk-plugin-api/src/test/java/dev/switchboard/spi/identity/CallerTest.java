package dev.switchboard.spi.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallerTest {
    @ParameterizedTest
    @CsvSource({
        "*, anything, true",
        "gpt-4o, gpt-4o, true",
        "gpt-4o, gpt-4o-mini, false",
        "openai/*, openai/gpt-4o, true",
        "openai/*, openai/, true",
        "openai/*, groq/x, false",
        "*-mini, gpt-4o-mini, true",
        "ab*ba, aba, false",
        "ab*ba, abba, true"
    })
    void patternsHaveOneStar(String pattern, String model, boolean allowed) {
        Caller caller = Caller.builder("c").models(List.of("other", pattern)).build();

        assertEquals(allowed, caller.mayUse(model));
    }

    @Test
    void everyModelUnlessSaid() {
        assertTrue(Caller.builder("c").build().mayUse("m"));
        assertFalse(Caller.builder("c").models(List.of()).build().mayUse("m"));
    }

    @Test
    void operatorsShow() {
        Caller operator = Caller.builder("root")
                .operator()
                .attributes(Map.of("team", "a"))
                .build();

        assertTrue(operator.operator());
        assertEquals("Caller[root, operator]", operator.toString());
        assertEquals(Map.of("team", "a"), operator.attributes());
    }
}
