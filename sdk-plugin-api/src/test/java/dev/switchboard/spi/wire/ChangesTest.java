package dev.switchboard.spi.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.switchboard.spi.json.JsonText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChangesTest {
    private final Changes changes = new Changes();

    @Test
    void oneSentenceNamesAllThatWentForTheSameReason() {
        changes.dropped("seed", "there is none");
        changes.changed("top_k", "it became 40");
        changes.dropped("user", "there is none");
        changes.dropped("seed", "there is none");
        changes.dropped("seed", "it is odd");

        assertEquals(
                List.of(
                        "seed, user were left out: there is none",
                        "top_k was changed: it became 40",
                        "seed was left out: it is odd"),
                changes.list());
    }

    @Test
    void whatIsTakenIsNotTakenAgain() {
        changes.dropped("a", "x");
        assertEquals(List.of("a was left out: x"), changes.take());
        changes.dropped("a", "x");
        assertEquals(List.of(), changes.take());
        changes.dropped("b", "x");
        assertEquals(List.of("b was left out: x"), changes.take());
        assertEquals(List.of("a, b were left out: x"), changes.list());
    }

    @Test
    void nothingIsSaidOfWhatHoldsNothingOrIsTheWritersOwn() {
        Map<String, JsonText> members = new LinkedHashMap<>();
        members.put("empty", new JsonText("[]"));
        members.put("mark", new JsonText("1"));
        members.put("fingerprint", JsonText.string("fp"));

        changes.foreign(Extras.of(Wire.OPENAI_CHAT, members), Wire.OPENAI_COMPLETIONS, Wire.OPENAI_CHAT);
        assertEquals(List.of(), changes.list());
        changes.foreign(Extras.of(Wire.OPENAI_CHAT, members), Wire.OPENAI_RESPONSES);
        assertEquals(
                List.of("mark, fingerprint were left out: only the format openai.chat can say it"), changes.list());
    }
}
