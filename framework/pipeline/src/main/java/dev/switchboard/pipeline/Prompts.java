package dev.switchboard.pipeline;

import dev.switchboard.pipeline.instance.Instance;
import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.chat.Message;
import dev.switchboard.spi.dialect.CallOptions;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.exchange.Decision;
import dev.switchboard.spi.prompt.PromptSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The phase that puts a kept prompt before what the caller says. */
final class Prompts {
    private Prompts() {}

    /**
     * The request with the prompt that the caller names put first.
     *
     * @throws dev.switchboard.spi.error.GatewayException of kind {@code NOT_FOUND} if no source has it
     */
    static ChatRequest put(
            List<Instance<PromptSource>> sources, CallOptions options, ChatRequest chat, ExchangeRecord record) {
        String id = options.promptId().orElseThrow();
        for (Instance<PromptSource> source : sources) {
            Optional<List<Message>> found = source.call(each -> each.find(id, options.promptVariables()));
            if (found.isPresent()) {
                List<Message> messages = new ArrayList<>(found.get());
                messages.addAll(chat.messages());
                record.decide(new Decision("prompt", source.name(), "prompt " + id + " put first"));
                return chat.toBuilder().messages(messages).build();
            }
        }
        throw GatewayError.builder(ErrorKind.NOT_FOUND, "No prompt named \"" + id + "\" is configured.")
                .param("prompt_id")
                .build()
                .asException();
    }
}
