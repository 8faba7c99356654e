package dev.switchboard.provider.bedrock;

import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.operation.Operation;
import dev.switchboard.spi.provider.Provider;
import dev.switchboard.spi.upstream.Framing;
import dev.switchboard.testkit.contract.StreamSample;
import dev.switchboard.testkit.contract.TranslatorSample;
import java.util.Optional;

/** The same with models that the configuration says are Claude, in Anthropic's format. */
class ClaudeContractTest extends BedrockContractTest {
    @Override
    protected Provider create() {
        return TestingBedrock.provider(directory, Optional.of(Publisher.ANTHROPIC));
    }

    @Override
    TranslatorSample<?, ?, ?> chat(ChatRequest request) {
        return TranslatorSample.of(Operation.CHAT, request, MESSAGE)
                .streamed(new StreamSample(Framing.AWS_EVENT_STREAM, CHUNKS));
    }
}
