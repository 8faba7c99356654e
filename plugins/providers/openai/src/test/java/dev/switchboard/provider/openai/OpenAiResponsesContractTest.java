package dev.switchboard.provider.openai;

import dev.switchboard.spi.chat.ChatParameter;
import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.operation.Operation;
import dev.switchboard.spi.provider.Provider;
import dev.switchboard.spi.upstream.Framing;
import dev.switchboard.testkit.contract.ParameterSample;
import dev.switchboard.testkit.contract.TranslatorSample;
import dev.switchboard.wire.openai.OpenAiWire;

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
        return parameter == ChatParameter.THINKING
                ? ParameterSample.signedThinking("openai")
                : super.sampleOf(parameter);
    }
}
