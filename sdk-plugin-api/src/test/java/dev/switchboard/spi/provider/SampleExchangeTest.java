package dev.switchboard.spi.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.upstream.UpstreamEvent;
import dev.switchboard.spi.upstream.UpstreamReply;
import dev.switchboard.spi.upstream.UpstreamRequest;
import dev.switchboard.spi.usage.Usage;
import dev.switchboard.spi.wire.Wire;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SampleExchangeTest {
    private static final SampleExchange SAMPLE =
            SampleExchange.json("{\"model\":\"a\"}", "{}", List.of(UpstreamEvent.sse("1"), UpstreamEvent.sse("end")));

    private final List<String> seen = new ArrayList<>();
    private Optional<Usage> usage = Optional.of(Usage.none());
    private String end = "end";

    @Test
    void isWrittenAndReadWholeAndStreamed() {
        check();

        assertEquals(
                List.of(
                        "encode {\"model\":\"a\"} for model",
                        "usage {}",
                        "encode {\"model\":\"a\"} for model",
                        "1",
                        "end"),
                seen);
    }

    @Test
    void aReplyWithoutUsageIsNotUnderstood() {
        usage = Optional.empty();

        assertEquals(
                "the relay of openai.chat finds no usage in the reply of its own sample",
                assertThrows(IllegalStateException.class, this::check).getMessage());
    }

    @Test
    void aStreamWithoutEndIsNotUnderstood() {
        end = "another end";

        assertEquals(
                "the relay of openai.chat does not see the end of the stream of its own sample",
                assertThrows(IllegalStateException.class, this::check).getMessage());
    }

    @Test
    void aRelayThatReplacesAnotherHasNoSampleOfIts() {
        Abilities.builder()
                .relay(Wire.OPENAI_CHAT, new Recording(), SAMPLE)
                .relay(Wire.OPENAI_CHAT, new Recording())
                .build()
                .checkSamples();

        assertEquals(List.of(), seen);
    }

    private void check() {
        Abilities.builder()
                .relay(Wire.OPENAI_CHAT, new Recording(), SAMPLE)
                .build()
                .checkSamples();
    }

    private final class Recording implements Relay {
        @Override
        public UpstreamRequest encode(RelayRequest request, Target target) {
            seen.add("encode " + request.body().build().utf8() + " for " + target.model());
            return UpstreamRequest.post(
                    URI.create("http://127.0.0.1/"),
                    request.headers(),
                    request.body().build());
        }

        @Override
        public RelayObserver observer(RelayRequest request) {
            return new RelayObserver() {
                private boolean complete;

                @Override
                public Observation observe(UpstreamEvent event) {
                    seen.add(event.data().utf8());
                    complete = event.data().utf8().equals(end);
                    return Observation.OTHER;
                }

                @Override
                public boolean complete() {
                    return complete;
                }

                @Override
                public Optional<Usage> usage(UpstreamReply reply) {
                    seen.add("usage " + reply.body().utf8());
                    return usage;
                }
            };
        }

        @Override
        public GatewayError error(UpstreamReply reply) {
            return GatewayError.of(ErrorKind.UPSTREAM, "unused");
        }
    }
}
