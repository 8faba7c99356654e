package dev.switchboard.testing.cross;

import com.anthropic.helpers.MessageAccumulator;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.RawMessageStreamEvent;
import com.google.genai.types.Candidate;
import com.google.genai.types.Content;
import com.google.genai.types.GenerateContentResponse;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.helpers.ResponseAccumulator;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionMessage;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseOutputItem;
import com.openai.models.responses.ResponseStreamEvent;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.upstream.Framing;
import dev.switchboard.testkit.framing.ReferenceFraming;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What the official SDKs put together of a stream: its text, words of refusal included, and its calls. */
final class SdkAccumulators {
    /** A reply as an application sees it. @param calls name and arguments of each, as JSON without white space */
    record Reply(String text, List<String> calls) {}

    private SdkAccumulators() {}

    /** @throws RuntimeException if the SDK does not take the stream for a whole reply */
    static Reply read(ChatFormat format, Bytes stream) throws IOException {
        List<String> events = ReferenceFraming.split(Framing.SSE, stream).stream()
                .map(event -> event.data().utf8())
                .filter(data -> !data.isEmpty() && !data.equals("[DONE]") && !data.contains("\"type\":\"ping\""))
                .toList();
        return switch (format) {
            case CHAT -> chat(events);
            case RESPONSES -> responses(events);
            case MESSAGES -> messages(events);
            case GEMINI -> gemini(events);
        };
    }

    private static Reply chat(List<String> events) throws IOException {
        ChatCompletionAccumulator accumulator = ChatCompletionAccumulator.create();
        for (String event : events) {
            accumulator.accumulate(
                    com.openai.core.ObjectMappers.jsonMapper().readValue(event, ChatCompletionChunk.class));
        }
        ChatCompletion whole = accumulator.chatCompletion();
        ChatCompletionMessage message = whole.choices().getFirst().message();
        return new Reply(
                message.content().orElse("") + message.refusal().orElse(""),
                message.toolCalls().stream()
                        .flatMap(List::stream)
                        .map(call -> call.asFunction().function())
                        .map(function -> function.name() + function.arguments())
                        .toList());
    }

    private static Reply responses(List<String> events) throws IOException {
        ResponseAccumulator accumulator = ResponseAccumulator.create();
        for (String event : events) {
            accumulator.accumulate(
                    com.openai.core.ObjectMappers.jsonMapper().readValue(event, ResponseStreamEvent.class));
        }
        Response whole = accumulator.response();
        StringBuilder text = new StringBuilder();
        List<String> calls = new ArrayList<>();
        for (ResponseOutputItem item : whole.output()) {
            item.message().stream()
                    .flatMap(message -> message.content().stream())
                    .forEach(part -> text.append(
                            part.isOutputText()
                                    ? part.asOutputText().text()
                                    : part.asRefusal().refusal()));
            item.functionCall().ifPresent(call -> calls.add(call.name() + call.arguments()));
        }
        return new Reply(text.toString(), calls);
    }

    private static Reply messages(List<String> events) throws IOException {
        MessageAccumulator accumulator = MessageAccumulator.create();
        for (String event : events) {
            accumulator.accumulate(
                    com.anthropic.core.ObjectMappers.jsonMapper().readValue(event, RawMessageStreamEvent.class));
        }
        Message whole = accumulator.message();
        StringBuilder text = new StringBuilder();
        List<String> calls = new ArrayList<>();
        whole.content().forEach(block -> {
            block.text().ifPresent(each -> text.append(each.text()));
            block.toolUse().ifPresent(use -> calls.add(use.name() + json(use._input())));
        });
        whole.usage().outputTokens();
        return new Reply(text.toString(), calls);
    }

    private static String json(Object value) {
        try {
            return com.anthropic.core.ObjectMappers.jsonMapper().writeValueAsString(value);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Reply gemini(List<String> events) {
        StringBuilder text = new StringBuilder();
        List<String> calls = new ArrayList<>();
        boolean finished = false;
        for (String event : events) {
            Candidate candidate = GenerateContentResponse.fromJson(event)
                    .candidates()
                    .orElseThrow()
                    .getFirst();
            finished |= candidate.finishReason().isPresent();
            candidate.content().flatMap(Content::parts).stream()
                    .flatMap(List::stream)
                    .forEach(part -> {
                        if (!part.thought().orElse(false)) {
                            part.text().ifPresent(text::append);
                        }
                        part.functionCall()
                                .ifPresent(call -> calls.add(call.name().orElseThrow()
                                        + json(call.args().orElseThrow())));
                    });
        }
        if (!finished) {
            throw new IllegalStateException("no reason to finish");
        }
        return new Reply(text.toString(), calls);
    }
}
