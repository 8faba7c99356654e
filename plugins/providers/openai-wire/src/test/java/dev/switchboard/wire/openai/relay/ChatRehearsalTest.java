package dev.switchboard.wire.openai.relay;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.switchboard.spi.Health;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.provider.Observation;
import dev.switchboard.spi.provider.Relay;
import dev.switchboard.spi.provider.RelayObserver;
import dev.switchboard.spi.provider.RelayRequest;
import dev.switchboard.spi.provider.Target;
import dev.switchboard.spi.upstream.UpstreamEvent;
import dev.switchboard.spi.upstream.UpstreamReply;
import dev.switchboard.spi.upstream.UpstreamRequest;
import dev.switchboard.spi.usage.Usage;
import dev.switchboard.wire.openai.Connection;
import dev.switchboard.wire.openai.OpenAiWire;
import dev.switchboard.wire.openai.OpenAiWire.Capability;
import dev.switchboard.wire.openai.TestingWire;
import dev.switchboard.wire.openai.reply.ErrorReader;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ChatRehearsalTest {
    static Stream<Connection> connections() {
        return Stream.of(TestingWire.openAi(), TestingWire.connection(TestingWire.picky()));
    }

    @ParameterizedTest
    @MethodSource("connections")
    void serversOfTheFormatPass(Connection connection) {
        assertDoesNotThrow(() -> ChatRehearsal.of(new OpenAiRelay(connection, "/chat/completions")));
        assertEquals(
                Health.ready(),
                OpenAiWire.provider(connection, Set.of(Capability.CHAT)).selfCheck());
    }

    @Test
    void aRelayThatReadsAnotherFormatFails() {
        assertThrows(
                IllegalStateException.class,
                () -> ChatRehearsal.of(
                        new OperationRelay(TestingWire.openAi(), "/audio/speech", request -> new BlindObserver())));
    }

    @Test
    void aRequestThatCannotBeWrittenFails() {
        assertThrows(IllegalArgumentException.class, () -> ChatRehearsal.of(new Unwritable()));
    }

    /** Finds neither usage nor an end. */
    private static final class BlindObserver implements RelayObserver {
        @Override
        public Observation observe(UpstreamEvent event) {
            return Observation.OTHER;
        }

        @Override
        public boolean complete() {
            return false;
        }

        @Override
        public Optional<Usage> usage(UpstreamReply reply) {
            return Optional.empty();
        }
    }

    private static final class Unwritable implements Relay {
        @Override
        public UpstreamRequest encode(RelayRequest request, Target target) {
            throw new IllegalArgumentException("model: " + target.model());
        }

        @Override
        public RelayObserver observer(RelayRequest request) {
            return new ReplyObserver(false);
        }

        @Override
        public GatewayError error(UpstreamReply reply) {
            return ErrorReader.read(reply);
        }
    }
}
