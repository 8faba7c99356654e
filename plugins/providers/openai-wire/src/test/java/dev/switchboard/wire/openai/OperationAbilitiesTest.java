package dev.switchboard.wire.openai;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.switchboard.spi.chat.Media;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.image.ImageRequest;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.moderation.ModerationRequest;
import dev.switchboard.spi.operation.Operation;
import dev.switchboard.spi.provider.Abilities;
import dev.switchboard.spi.provider.Target;
import dev.switchboard.spi.speech.SpeechRequest;
import dev.switchboard.spi.transcription.TranscriptionRequest;
import dev.switchboard.spi.wire.Extras;
import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class OperationAbilitiesTest {
    private static final Target TARGET = Target.of("p", "d 1");

    private final Abilities deployments = OpenAiWire.provider(
                    new Connection(
                            URI.create("https://r.example.com/openai?api-version=1"),
                            Headers.none(),
                            OpenAiQuirks.KNOWN,
                            Optional.of("/deployments/")),
                    EnumSet.allOf(OpenAiWire.Capability.class))
            .abilities();

    private <Q> void assertAsked(String path, Operation<Q, ?, ?> operation, Q request) {
        assertEquals(
                "https://r.example.com/openai/deployments/d%201" + path + "?api-version=1",
                deployments
                        .translator(operation)
                        .orElseThrow()
                        .encode(request, TARGET)
                        .url()
                        .toString());
    }

    @Test
    void namesTheModelInThePathWhereTheServerWantsIt() {
        Media.Upload file = new Media.Upload("a.wav", "audio/wav", Bytes.utf8("RIFF"));
        assertAsked(
                "/moderations",
                Operation.MODERATION,
                new ModerationRequest("m", List.of(ModerationRequest.Item.of("Hi")), Extras.NONE));
        assertAsked(
                "/images/generations",
                Operation.IMAGE,
                ImageRequest.builder(ImageRequest.Task.GENERATE, "m", "A cat").build());
        assertAsked(
                "/images/edits",
                Operation.IMAGE,
                ImageRequest.builder(ImageRequest.Task.EDIT, "m", "A hat")
                        .images(List.of(file))
                        .build());
        assertAsked(
                "/audio/speech",
                Operation.SPEECH,
                new SpeechRequest(
                        "m",
                        "Hi",
                        "alloy",
                        Optional.empty(),
                        Optional.empty(),
                        OptionalDouble.empty(),
                        SpeechRequest.Delivery.AUDIO,
                        Extras.NONE));
        assertAsked(
                "/audio/translations",
                Operation.TRANSCRIPTION,
                new TranscriptionRequest(
                        "m",
                        file,
                        true,
                        Optional.empty(),
                        Optional.empty(),
                        TranscriptionRequest.Format.JSON,
                        OptionalDouble.empty(),
                        List.of(),
                        false,
                        Extras.NONE));
    }
}
