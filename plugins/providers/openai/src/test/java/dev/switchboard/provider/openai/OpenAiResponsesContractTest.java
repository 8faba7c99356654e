package dev.switchboard.provider.openai;

import dev.switchboard.spi.chat.Annotations;
import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.ChatParameter;
import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.chat.Message;
import dev.switchboard.spi.chat.Role;
import dev.switchboard.spi.chat.Signature;
import dev.switchboard.spi.operation.Operation;
import dev.switchboard.spi.provider.Provider;
import dev.switchboard.spi.upstream.Framing;
import dev.switchboard.testkit.contract.ParameterSample;
import dev.switchboard.testkit.contract.TranslatorSample;
import dev.switchboard.wire.openai.OpenAiWire;
import java.util.List;
import java.util.Optional;

/** The same provider with every chat going to responses. */
class OpenAiResponsesContractTest extends OpenAiContractTest {
    @Override
    protected Provider create() {
        return create(OpenAiWire.ChatApi.RESPONSES);
    }

    @Override
    TranslatorSample<?, ?, ?> chat(ChatRequest request) {
        return TranslatorSample.of(Operation.CHAT, request, RESPONSE).streamed(Framing.SSE, RESPONSE_STREAM);
    }

    /** Reasoning goes back only to who encrypted it. */
    @Override
    protected ParameterSample sampleOf(ChatParameter parameter) {
        if (parameter != ChatParameter.THINKING) {
            return super.sampleOf(parameter);
        }
        Block thought = new Block.Thinking("So", Optional.of(new Signature("openai", "sealed")), Annotations.NONE);
        return new ParameterSample(said(new Block.Text("Hi")), said(thought, new Block.Text("Hi")));
    }

    private static ChatRequest said(Block... blocks) {
        return ChatRequest.builder("public", List.of(Message.of(Role.ASSISTANT, List.of(blocks))))
                .build();
    }
}
