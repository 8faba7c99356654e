package dev.switchboard.testkit.contract;

import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.ChatEvent;
import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.chat.ChatResponse;
import dev.switchboard.spi.chat.StopReason;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonDocument;
import dev.switchboard.spi.json.JsonSyntaxException;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.provider.StreamDecoder;
import dev.switchboard.spi.provider.Target;
import dev.switchboard.spi.provider.Translator;
import dev.switchboard.spi.upstream.UpstreamEvent;
import dev.switchboard.spi.upstream.UpstreamReply;
import dev.switchboard.spi.upstream.UpstreamRequest;
import dev.switchboard.spi.usage.Usage;
import dev.switchboard.spi.wire.Extras;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A correct translator of a made-up wire: {@code {"model", "prompt"}} is answered by {@code {"text"}}, streamed by
 * events
 * {@code {"t"}} and a last {@code {"end": true}}.
 */
class TestingTranslator implements Translator<ChatRequest, ChatResponse, ChatEvent> {
    static final String SECRET = "sk-fake-acme";
    static final Map<Integer, ErrorKind> KINDS =
            Map.of(401, ErrorKind.AUTHENTICATION, 429, ErrorKind.RATE_LIMIT, 503, ErrorKind.OVERLOADED);

    @Override
    public UpstreamRequest encode(ChatRequest request, Target target) {
        String prompt = request.messages().getLast().text();
        String body = "{\"model\":" + JsonText.string(target.model()) + ",\"prompt\":" + JsonText.string(prompt) + "}";
        return UpstreamRequest.post(
                URI.create("https://api.acme.test/v1/generate"),
                Headers.of("authorization", "Bearer " + SECRET),
                Bytes.utf8(body));
    }

    @Override
    public ChatResponse decode(UpstreamReply reply) {
        String text = parse(reply.body()).string("text").orElseThrow(() -> broken("no text"));
        ChatResponse.Choice choice =
                new ChatResponse.Choice(0, List.of(new Block.Text(text)), StopReason.END_TURN, Optional.empty());
        return new ChatResponse("id", "acme-1", Instant.EPOCH, List.of(choice), Usage.none(), Extras.NONE);
    }

    @Override
    public StreamDecoder<ChatEvent> decoder() {
        return new Decoder();
    }

    @Override
    public GatewayError error(UpstreamReply reply) {
        return error(reply, KINDS);
    }

    static GatewayError error(UpstreamReply reply, Map<Integer, ErrorKind> kinds) {
        String message = "the upstream answered with status " + reply.status();
        try {
            message = JsonDocument.parse(reply.body()).string("error").orElse(message);
        } catch (JsonSyntaxException e) {
            // Not Acme's own words, then.
        }
        GatewayError.Builder error = GatewayError.builder(
                        kinds.getOrDefault(reply.status(), ErrorKind.UPSTREAM), message)
                .status(reply.status())
                .fromUpstream();
        reply.headers()
                .first("retry-after")
                .filter(value -> value.matches("\\d{1,6}"))
                .ifPresent(value -> error.retryAfter(Duration.ofSeconds(Long.parseLong(value))));
        return error.build();
    }

    static JsonDocument parse(Bytes bytes) {
        try {
            return JsonDocument.parse(bytes);
        } catch (JsonSyntaxException e) {
            throw broken(String.valueOf(e.getMessage()));
        }
    }

    static GatewayException broken(String why) {
        return GatewayException.of(ErrorKind.UPSTREAM, "the upstream's answer makes no sense: " + why);
    }

    static final class Decoder implements StreamDecoder<ChatEvent> {
        private boolean started;
        private boolean ended;

        @Override
        public List<ChatEvent> decode(UpstreamEvent event) {
            if (event.data().isEmpty()) {
                return List.of();
            }
            JsonDocument json = parse(event.data());
            if (json.has("end")) {
                ended = true;
                return List.of(
                        new ChatEvent.BlockStopped(0, 0),
                        new ChatEvent.Stopped(0, StopReason.END_TURN, Optional.empty()));
            }
            ChatEvent.Delta delta = new ChatEvent.Delta.Text(json.string("t").orElseThrow(() -> broken("no t")));
            ChatEvent growth = new ChatEvent.BlockDelta(0, 0, delta);
            if (started) {
                return List.of(growth);
            }
            started = true;
            return List.of(
                    new ChatEvent.Started("id", "acme-1", Instant.EPOCH, Extras.NONE),
                    new ChatEvent.BlockStarted(0, 0, new Block.Text("")),
                    growth);
        }

        @Override
        public List<ChatEvent> end() {
            if (!ended) {
                throw broken("it ended early");
            }
            return List.of();
        }
    }
}
