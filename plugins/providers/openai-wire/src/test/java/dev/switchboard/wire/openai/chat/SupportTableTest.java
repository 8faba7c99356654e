package dev.switchboard.wire.openai.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.switchboard.spi.chat.ChatParameter;
import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.chat.ChatSupport;
import dev.switchboard.spi.chat.ChatSupport.Handling;
import dev.switchboard.spi.chat.Message;
import dev.switchboard.spi.chat.Role;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.provider.Target;
import dev.switchboard.spi.upstream.UpstreamRequest;
import dev.switchboard.spi.wire.Extras;
import dev.switchboard.spi.wire.Wire;
import dev.switchboard.wire.openai.OpenAiQuirks;
import dev.switchboard.wire.openai.Quirks;
import dev.switchboard.wire.openai.QuirksBuilder;
import dev.switchboard.wire.openai.TestingWire;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SupportTableTest {
    @Test
    void saysWhatTheQuirksSay() {
        ChatSupport row = SupportTable.of(TestingWire.picky());
        assertEquals(Handling.MAPPED, row.of(ChatParameter.SEED));
        assertEquals(Handling.DROPPED, row.of(ChatParameter.USER));
        assertEquals(Handling.DROPPED, row.of(ChatParameter.FREQUENCY_PENALTY));
        assertEquals(Handling.REFUSED, row.of(ChatParameter.TOP_K));
        assertEquals(Handling.REFUSED, row.of(ChatParameter.IMAGE_URLS));
        assertEquals(Handling.NATIVE, row.of(ChatParameter.CACHE_MARKS));
        assertEquals(Handling.NATIVE, row.of(ChatParameter.THINKING));
        assertEquals(Handling.DROPPED, SupportTable.of(Quirks.UNKNOWN).of(ChatParameter.THINKING));
    }

    @ParameterizedTest
    @EnumSource(ChatParameter.class)
    void takesAnyParameterAwayWithoutAContradiction(ChatParameter parameter) {
        Quirks quirks = new QuirksBuilder().remove(List.of(parameter.field())).build();
        Handling handling = SupportTable.of(quirks).of(parameter);
        assertEquals(true, handling == Handling.DROPPED || handling == Handling.REFUSED, parameter + " " + handling);
    }

    @Test
    void tellsTheCallerWhatWasLeftOut() {
        ChatRequest request = hello().seed(1)
                .user("u")
                .frequencyPenalty(1)
                .extras(Extras.of(Wire.OPENAI_CHAT, Map.of("store", JsonText.TRUE)))
                .build();
        UpstreamRequest sent = encode(request, TestingWire.picky(), "gpt");
        assertEquals(
                "{\"model\":\"gpt\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}],\"random_seed\":1}",
                sent.body().utf8());
        assertEquals(
                List.of("frequency_penalty, user, store were left out: the chosen provider has no such parameter"),
                sent.changes());
    }

    @ParameterizedTest
    @CsvSource({
        "o3-mini-2025-01-31, false",
        "o1, false",
        "gpt-5, false",
        "gpt-5-mini, false",
        "gpt-5.2, true",
        "gpt-5-chat-latest, true",
        "gpt-4o, true"
    })
    void knowsTheModelsThatTakeNoTemperature(String model, boolean taken) {
        UpstreamRequest sent =
                encode(hello().temperature(0.5).maxOutputTokens(9).build(), OpenAiQuirks.KNOWN, model);
        assertEquals(taken, sent.body().utf8().contains("\"temperature\":0.5"));
        assertEquals(taken, sent.changes().isEmpty(), sent.changes().toString());
        assertEquals(true, sent.body().utf8().contains("\"max_completion_tokens\":9"));
    }

    private static ChatRequest.Builder hello() {
        return ChatRequest.builder("public", List.of(Message.of(Role.USER, "hi")));
    }

    private static UpstreamRequest encode(ChatRequest request, Quirks quirks, String model) {
        return new ChatTranslator(TestingWire.connection(quirks), "/chat/completions")
                .encode(request, Target.of("p", model));
    }
}
