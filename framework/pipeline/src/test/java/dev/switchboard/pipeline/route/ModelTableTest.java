package dev.switchboard.pipeline.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.switchboard.pipeline.TestingParts;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelTableTest {
    private final ModelTable table = new ModelTable(
            List.of(model("*"), model("openai/*"), model("openai/gpt-*-mini"), model("openai/gpt-4o")),
            Map.of("default", "openai/gpt-4o", "any", "openai/other"));

    private static Model model(String name) {
        return new Model(name, List.of(TestingParts.target("p", "real-*")), Optional.empty(), Instant.EPOCH);
    }

    private String resolve(String name) {
        return table.resolve(name)
                .map(found -> found.model().name() + " <- " + String.join(",", found.captures()))
                .orElse("nothing");
    }

    @Test
    void aNameOfItsOwnWinsOverAPatternAndALongerPatternOverAShorter() {
        assertEquals("openai/gpt-4o <- ", resolve("openai/gpt-4o"));
        assertEquals("openai/gpt-*-mini <- 5", resolve("openai/gpt-5-mini"));
        assertEquals("openai/* <- gpt-5", resolve("openai/gpt-5"));
        assertEquals("* <- claude", resolve("claude"));
    }

    @Test
    void aStarStandsForAtLeastOneCharacter() {
        assertEquals("* <- openai/", resolve("openai/"));
        assertEquals("openai/* <- gpt--mini", resolve("openai/gpt--mini"));
        assertEquals("nothing", resolve(""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "openai/..",
                "openai/../files",
                "openai/a/../../b",
                "openai/a/.",
                "openai/a?b",
                "openai/a#b",
                "openai/a%2e%2e",
                "openai/a\\b",
                "openai/a b",
                "openai/a\r\nx: 1",
                "openai/a\0"
            })
    void aStarStandsForNothingThatLeadsElsewhere(String name) {
        assertEquals("nothing", resolve(name));
    }

    @Test
    void aStarStandsForWhatModelsAreCalled() {
        assertEquals("nothing", resolve("openai/" + "a".repeat(257)));
        for (String name : List.of(
                "meta-llama/Llama-3.3-70B-Instruct:free",
                "arn:aws:bedrock:us-east-1:1234:inference-profile/us.anthropic.claude-v1:0",
                "claude-opus-4@20250514",
                "@cf/meta/llama-3",
                "a..b")) {
            assertEquals("openai/* <- " + name, resolve("openai/" + name));
        }
    }

    @Test
    void aPatternMayHaveSeveralStars() {
        ModelTable several =
                new ModelTable(List.of(model("fo::*:static::*"), model("fo::*"), model("*-*-latest")), Map.of());
        assertEquals(
                Optional.of(List.of("hi", "there")),
                several.resolve("fo::hi:static::there").map(ModelTable.Resolved::captures));
        assertEquals(
                Optional.of(List.of("hi:static::")),
                several.resolve("fo::hi:static::").map(ModelTable.Resolved::captures));
        assertEquals(
                Optional.of(List.of("gpt", "4o-mini")),
                several.resolve("gpt-4o-mini-latest").map(ModelTable.Resolved::captures));
        assertEquals(Optional.empty(), several.resolve("-4-latest"));
        assertEquals(Optional.empty(), several.resolve("gpt-latest"));
    }

    @Test
    void starsOfATargetAreFilledInOrder() {
        assertEquals("b/a", fill("*/*", "b", "a"));
        assertEquals("x-b", fill("x-*", "b", "a"));
        assertEquals("b/b", fill("*/*", "b"));
    }

    private static String fill(String model, String... captures) {
        return TestingParts.target("p", model).target(List.of(captures)).model();
    }

    @Test
    void anAliasMayMeanANameOrWhatAPatternMatches() {
        assertEquals("openai/gpt-4o <- ", resolve("default"));
        assertEquals("openai/* <- other", resolve("any"));
    }

    @Test
    void listsNamesBeforePatterns() {
        assertEquals("openai/gpt-4o", table.all().getFirst().name());
        assertEquals("*", table.all().getLast().name());
        assertEquals(6, table.names().size());
    }

    @Test
    void aHiddenAliasWorksAndIsNotListed() {
        Model model = new Model("m", List.of(TestingParts.target("p", "m")), Optional.empty(), Instant.EPOCH);
        ModelTable hiding = new ModelTable(List.of(model), Map.of("open", "m", "secret", "m"), Set.of("secret"));
        assertEquals(List.of("m", "open"), hiding.names());
        assertEquals(model, hiding.resolve("secret").orElseThrow().model());
    }

    @Test
    void aTargetsStarBecomesWhatThePatternMatched() {
        assertEquals(
                "real-x",
                TestingParts.target("p", "real-*").target(List.of("x")).model());
        assertEquals(
                "fixed", TestingParts.target("p", "fixed").target(List.of("x")).model());
    }

    @Test
    void aModelHasATarget() {
        assertThrows(IllegalArgumentException.class, () -> new Model("m", List.of(), Optional.empty(), Instant.EPOCH));
    }
}
