package dev.switchboard.pipeline.attempt;

import dev.switchboard.spi.chat.ChatEvent;
import dev.switchboard.spi.chat.ChatResponse;
import dev.switchboard.spi.embedding.EmbeddingResponse;
import dev.switchboard.spi.provider.FollowUp;
import dev.switchboard.spi.provider.StreamDecoder;
import dev.switchboard.spi.stream.StreamEvent;
import dev.switchboard.spi.upstream.UpstreamEvent;
import java.util.List;
import java.util.Optional;

/** Says which model made a reply where the upstream's format does not: the one that was asked. */
final class ModelNames {
    private ModelNames() {}

    /** The reply with a model's name. */
    @SuppressWarnings("unchecked") // each case makes another of the same class
    static <R> R named(R response, String model) {
        return switch (response) {
            case ChatResponse chat
            when chat.model().isEmpty() ->
                (R) new ChatResponse(chat.id(), model, chat.created(), chat.choices(), chat.usage(), chat.extras());
            case EmbeddingResponse embedding
            when embedding.model().isEmpty() ->
                (R) new EmbeddingResponse(model, embedding.vectors(), embedding.usage());
            default -> response;
        };
    }

    /** A decoder whose stream begins with a model's name. */
    static <E extends StreamEvent> StreamDecoder<E> naming(StreamDecoder<E> decoder, String model) {
        return new Naming<>(decoder, model);
    }

    private static final class Naming<E extends StreamEvent> implements StreamDecoder<E> {
        private final StreamDecoder<E> decoder;
        private final String model;
        private boolean begun;

        Naming(StreamDecoder<E> decoder, String model) {
            this.decoder = decoder;
            this.model = model;
        }

        @Override
        public List<E> decode(UpstreamEvent event) {
            List<E> events = decoder.decode(event);
            return begun || events.isEmpty()
                    ? events
                    : events.stream().map(this::named).toList();
        }

        @Override
        public Optional<FollowUp> followUp() {
            return decoder.followUp();
        }

        @Override
        public List<E> end() {
            return decoder.end();
        }

        @SuppressWarnings("unchecked") // of the same class
        private E named(E event) {
            if (!(event instanceof ChatEvent.Started started)) {
                return event;
            }
            begun = true;
            return started.model().isEmpty()
                    ? (E) new ChatEvent.Started(started.id(), model, started.created(), started.extras())
                    : event;
        }
    }
}
