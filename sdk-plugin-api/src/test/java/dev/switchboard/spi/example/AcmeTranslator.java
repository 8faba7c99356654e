package dev.switchboard.spi.example;

import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.ChatEvent;
import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.chat.ChatResponse;
import dev.switchboard.spi.chat.Message;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonDocument;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.provider.StreamDecoder;
import dev.switchboard.spi.provider.Target;
import dev.switchboard.spi.provider.Translator;
import dev.switchboard.spi.upstream.UpstreamReply;
import dev.switchboard.spi.upstream.UpstreamRequest;
import dev.switchboard.spi.wire.Extras;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Chat in Acme's format: one text in, one text out. */
final class AcmeTranslator implements Translator<ChatRequest, ChatResponse, ChatEvent> {
    private final AcmeConfig config;

    AcmeTranslator(AcmeConfig config) {
        this.config = config;
    }

    // @start region="encode"
    @Override
    public UpstreamRequest encode(ChatRequest request, Target target) {
        if (!request.tools().isEmpty()) {
            throw GatewayError.builder(ErrorKind.UNSUPPORTED, "Acme's models use no tools; leave \"tools\" out.")
                    .param("tools")
                    .build()
                    .asException();
        }
        JsonDocument.Editor body = JsonDocument.parse(Bytes.utf8("{}"))
                .edit()
                .set("model", JsonText.string(target.model()))
                .set("prompt", JsonText.string(prompt(request)))
                .set("stream", JsonText.bool(request.stream()));
        request.maxOutputTokens().ifPresent(limit -> body.set("limit", JsonText.number(limit)));
        return UpstreamRequest.post(config.url("/generate"), config.headers(), body.build());
    }
    // @end

    private static String prompt(ChatRequest request) {
        return request.messages().stream().map(Message::text).collect(Collectors.joining("\n"));
    }

    // @start region="decode"
    @Override
    public ChatResponse decode(UpstreamReply reply) {
        JsonDocument json = AcmeWire.parse(reply.body());
        ChatResponse.Choice choice = new ChatResponse.Choice(
                0, List.of(new Block.Text(AcmeWire.string(json, "text"))), AcmeWire.stopReason(json), Optional.empty());
        return new ChatResponse(
                AcmeWire.string(json, "id"),
                AcmeWire.string(json, "model"),
                AcmeWire.created(json),
                List.of(choice),
                AcmeWire.usage(json),
                Extras.NONE);
    }
    // @end

    @Override
    public StreamDecoder<ChatEvent> decoder() {
        return new AcmeDecoder();
    }

    @Override
    public GatewayError error(UpstreamReply reply) {
        return AcmeErrors.read(reply);
    }
}
