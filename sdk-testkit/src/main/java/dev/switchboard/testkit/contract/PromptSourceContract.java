package dev.switchboard.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.switchboard.spi.chat.Message;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.prompt.PromptSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What every source of prompts must do: fill in its own, refuse what lacks a variable, and leave other ids to others. */
public abstract class PromptSourceContract extends ComponentContract<PromptSource> {
    /** The id of a prompt that it has. */
    protected abstract String id();

    /** The variables that this prompt needs, each with a value that must be in the result; empty if it needs none. */
    protected abstract Map<String, String> variables();

    @Test
    void fillsItsPromptIn() {
        String text = text(find(id(), variables()).orElseThrow(() -> new AssertionError("no prompt " + id())));
        assertFalse(text.isBlank(), "a prompt without words");
        variables().forEach((name, value) -> assertTrue(text.contains(value), "no value of " + name + " in: " + text));
    }

    @TestFactory
    Stream<DynamicTest> refusesWithoutAVariable() {
        return variables().keySet().stream()
                .map(name -> dynamicTest(name, () -> {
                    Map<String, String> rest = new HashMap<>(variables());
                    rest.remove(name);
                    new Expect("").refusal(ErrorKind.INVALID_REQUEST, () -> find(id(), rest), "without " + name);
                }));
    }

    @Test
    void bearsAVariableThatNobodyNeeds() {
        Map<String, String> more = new HashMap<>(variables());
        more.put("nobody-needs-this", "x");
        assertTrue(find(id(), more).isPresent());
    }

    /** Values are what a caller sends: they stand in the prompt as they are. */
    @Test
    void takesValuesForWhatTheyAre() {
        variables().keySet().forEach(name -> {
            Map<String, String> odd = new HashMap<>(variables());
            odd.put(name, "$1 \\ {{" + name + "}} ${x} \"quoted\"\n\u2028");
            assertTrue(text(find(id(), odd).orElseThrow()).contains(odd.get(name)), name);
        });
    }

    @TestFactory
    Stream<DynamicTest> leavesOtherIdsToOthers() {
        return Stream.of("", " ", id() + "x", "../" + id(), "nobody's", "\u0000", "x".repeat(10_000))
                .map(other -> dynamicTest(
                        "an id of " + other.length() + " characters",
                        () -> assertEquals(Optional.empty(), find(other, variables()))));
    }

    @Test
    void answersTheSameToManyThreadsAtOnce() throws InterruptedException {
        PromptSource source = component();
        Map<String, JsonText> values = values(variables());
        Optional<List<Message>> expected = source.find(id(), values);
        Crowd.assertAllRight(number -> source.find(id(), values).equals(expected));
    }

    private Optional<List<Message>> find(String wanted, Map<String, String> values) {
        return component().find(wanted, values(values));
    }

    private static Map<String, JsonText> values(Map<String, String> texts) {
        Map<String, JsonText> values = new HashMap<>();
        texts.forEach((name, text) -> values.put(name, JsonText.string(text)));
        return values;
    }

    private static String text(List<Message> messages) {
        return String.join("\n", messages.stream().map(Message::text).toList());
    }
}
