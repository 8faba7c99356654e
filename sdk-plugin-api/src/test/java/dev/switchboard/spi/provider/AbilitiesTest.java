package dev.switchboard.spi.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.switchboard.spi.embedding.EmbeddingRequest;
import dev.switchboard.spi.embedding.EmbeddingResponse;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.operation.Operation;
import dev.switchboard.spi.stream.StreamEvent;
import dev.switchboard.spi.usage.Usage;
import dev.switchboard.spi.wire.Extras;
import dev.switchboard.spi.wire.Wire;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AbilitiesTest {
    private final LocalModel<EmbeddingRequest, EmbeddingResponse, StreamEvent.None> model =
            (request, target) -> new EmbeddingResponse(target.model(), List.of(), Usage.none());

    @Test
    void whatIsNotListedIsNotThere() {
        Abilities abilities =
                Abilities.builder().local(Operation.EMBEDDING, model).build();

        assertSame(model, abilities.local(Operation.EMBEDDING).orElseThrow());
        assertEquals(Optional.empty(), abilities.local(Operation.CHAT));
        assertEquals(Optional.empty(), abilities.translator(Operation.EMBEDDING));
        assertEquals(Optional.empty(), abilities.relay(Wire.OPENAI_CHAT));
        assertEquals(Set.of("embedding"), abilities.operations());
        assertEquals("Abilities[operations=[embedding], wires=[]]", abilities.toString());
    }

    @Test
    void aModelWithoutStreamsSaysSo() {
        GatewayException refused = assertThrows(
                GatewayException.class,
                () -> model.stream(
                        new EmbeddingRequest(
                                "m",
                                List.of(new EmbeddingRequest.Input.Text("")),
                                OptionalInt.empty(),
                                EmbeddingRequest.Encoding.FLOAT,
                                Optional.empty(),
                                Optional.empty(),
                                Extras.NONE),
                        Target.of("p", "m")));
        assertEquals(ErrorKind.UNSUPPORTED, refused.error().kind());
    }

    @Test
    void anErrorComesExactlyWithAFailure() {
        GatewayError error = GatewayError.of(ErrorKind.UPSTREAM, "Broken");

        assertEquals(Optional.of(error), Observation.failure(error).error());
        assertThrows(
                IllegalArgumentException.class,
                () -> new Observation(Observation.Kind.FAILURE, Optional.empty(), Optional.empty()));
        assertThrows(
                IllegalArgumentException.class,
                () -> new Observation(Observation.Kind.END, Optional.empty(), Optional.of(error)));
    }

    @Test
    void usageThatNobodyAskedForIsMarked() {
        assertEquals(
                Observation.Kind.USAGE_ONLY,
                Observation.usage(Usage.none(), true).kind());
        assertEquals(
                Observation.Kind.OTHER, Observation.usage(Usage.none(), false).kind());
    }

    @Test
    void aWellKnownKeyIsAReference() {
        assertThrows(IllegalArgumentException.class, () -> new WellKnownKey(" ", "acme", Map.of()));
        assertThrows(IllegalArgumentException.class, () -> new WellKnownKey("ACME_KEY", "acme/x", Map.of()));
    }
}
