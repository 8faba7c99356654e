package dev.switchboard.wire.openai.audio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.spi.chat.Media;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.http.MultipartForm;
import dev.switchboard.spi.http.MultipartForm.Part;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonDocument;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.provider.Observation;
import dev.switchboard.spi.provider.RelayObserver;
import dev.switchboard.spi.provider.RelayRequest;
import dev.switchboard.spi.provider.StreamDecoder;
import dev.switchboard.spi.provider.Target;
import dev.switchboard.spi.speech.SpeechEvent;
import dev.switchboard.spi.speech.SpeechRequest;
import dev.switchboard.spi.transcription.TranscriptionRequest;
import dev.switchboard.spi.transcription.TranscriptionRequest.Format;
import dev.switchboard.spi.transcription.TranscriptionResponse;
import dev.switchboard.spi.upstream.Framing;
import dev.switchboard.spi.upstream.UpstreamEvent;
import dev.switchboard.spi.upstream.UpstreamReply;
import dev.switchboard.spi.upstream.UpstreamRequest;
import dev.switchboard.spi.usage.Usage;
import dev.switchboard.spi.usage.Usage.Bucket;
import dev.switchboard.spi.wire.Extras;
import dev.switchboard.spi.wire.Wire;
import dev.switchboard.wire.openai.TestingWire;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class AudioTranslatorsTest {
    private static final Target TARGET = Target.of("wire", "up");
    private static final Usage TWO_CHARACTERS =
            Usage.builder().set(Bucket.CHARACTERS, 2).build();

    private final SpeechTranslator speech = new SpeechTranslator(TestingWire.openAi(), "/audio/speech");
    private final TranscriptionTranslator transcription = new TranscriptionTranslator(TestingWire.openAi());

    private static SpeechRequest say(SpeechRequest.Delivery delivery) {
        return new SpeechRequest(
                "public",
                "H👋",
                "alloy",
                Optional.of("slowly"),
                Optional.of("wav"),
                OptionalDouble.of(0.5),
                delivery,
                Extras.NONE);
    }

    private static UpstreamEvent piece(byte... bytes) {
        Bytes data = Bytes.wrap(bytes);
        return new UpstreamEvent(data, "", data, Map.of());
    }

    @Test
    void asksForSoundOrForEvents() {
        UpstreamRequest sound = speech.encode(say(SpeechRequest.Delivery.AUDIO), TARGET);
        UpstreamRequest events = speech.encode(say(SpeechRequest.Delivery.EVENTS), TARGET);

        assertEquals(Framing.CHUNKS, sound.framing());
        assertEquals(
                "{\"model\":\"up\",\"input\":\"H👋\",\"voice\":\"alloy\",\"instructions\":\"slowly\","
                        + "\"response_format\":\"wav\",\"speed\":0.5}",
                sound.body().utf8());
        assertEquals(Framing.SSE, events.framing());
        assertTrue(events.body().utf8().endsWith(",\"stream_format\":\"sse\"}"));
    }

    @Test
    void soundHasUsageOnceAndMustCome() {
        StreamDecoder<SpeechEvent> decoder = speech.decoder(say(SpeechRequest.Delivery.AUDIO));

        assertEquals(
                List.of(
                        new SpeechEvent.Audio(Bytes.wrap(new byte[] {1})),
                        new SpeechEvent.UsageReported(TWO_CHARACTERS)),
                decoder.decode(piece((byte) 1)));
        assertEquals(List.of(new SpeechEvent.Audio(Bytes.wrap(new byte[] {2}))), decoder.decode(piece((byte) 2)));
        assertEquals(List.of(), decoder.end());
        assertThrows(
                GatewayException.class,
                () -> speech.decoder(say(SpeechRequest.Delivery.AUDIO)).end());
    }

    @Test
    void relayedSoundIsCountedByTheRequest() {
        RelayRequest asked = new RelayRequest(
                Wire.OPENAI_SPEECH,
                Headers.none(),
                Optional.empty(),
                JsonDocument.parse(Bytes.utf8("{\"input\":\"H\\ud83d\\udc4b\"}"))
                        .edit(),
                true,
                true);
        SpeechWatch watch = new SpeechWatch();
        RelayObserver observer = watch.observer(asked);

        assertEquals(Framing.CHUNKS, watch.framing(asked));
        assertTrue(!observer.complete());
        assertEquals(
                Optional.of(TWO_CHARACTERS), observer.observe(piece((byte) 1)).usage());
        assertEquals(Observation.CONTENT, observer.observe(piece((byte) 2)));
        assertTrue(observer.complete());
    }

    private static TranscriptionRequest write(Format format, boolean translate, Extras extras) {
        return new TranscriptionRequest(
                "public",
                new Media.Upload("a.wav", "audio/wav", Bytes.utf8("RIFF")),
                translate,
                Optional.of("de"),
                Optional.of("Ada"),
                format,
                OptionalDouble.of(0),
                List.of("word"),
                true,
                extras);
    }

    @Test
    void sendsAFormWithAllThatWasAsked() {
        Extras extras =
                Extras.of(Wire.OPENAI_TRANSCRIPTIONS, Map.of("include[]", new JsonText("[\"logprobs\",\"x\"]")));

        UpstreamRequest sent = transcription.encode(write(Format.VERBOSE_JSON, true, extras), TARGET);

        assertEquals("https://api.example.com/v1/audio/translations", sent.url().toString());
        assertEquals(
                List.of(
                        Part.text("model", "up"),
                        Part.text("language", "de"),
                        Part.text("prompt", "Ada"),
                        Part.text("response_format", "verbose_json"),
                        Part.text("temperature", "0"),
                        Part.text("timestamp_granularities[]", "word"),
                        Part.text("stream", "true"),
                        Part.text("include[]", "logprobs"),
                        Part.text("include[]", "x"),
                        Part.file("file", "a.wav", "audio/wav", Bytes.utf8("RIFF"))),
                MultipartForm.parse(sent.headers().first("content-type").orElseThrow(), sent.body())
                        .parts());
    }

    private TranscriptionResponse read(Format format, String contentType, String body) {
        return transcription.decode(
                new UpstreamReply(200, Headers.of("content-type", contentType), Bytes.utf8(body)),
                write(format, false, Extras.NONE));
    }

    @Test
    void plainTextStaysAsItCame() {
        String subtitles = "1\n00:00:00,000 --> 00:00:01,000\nHi\n\n";

        assertEquals(
                Optional.of(subtitles),
                read(Format.SRT, "text/plain; charset=utf-8", subtitles).document());
        assertEquals("Hi", read(Format.TEXT, "text/plain", "Hi\n").text());
        assertEquals(
                "Hi", read(Format.TEXT, "application/json", "{\"text\":\"Hi\"}").text());
    }

    @Test
    void eachBegunSecondCounts() {
        assertEquals(
                3,
                read(Format.VERBOSE_JSON, "application/json", "{\"text\":\"Hi\",\"duration\":2.01}")
                        .usage()
                        .of(Bucket.AUDIO_SECONDS));
        assertEquals(
                2,
                read(
                                Format.JSON,
                                "application/json",
                                "{\"text\":\"Hi\",\"usage\":{\"type\":\"duration\",\"seconds\":2}}")
                        .usage()
                        .of(Bucket.AUDIO_SECONDS));
    }

    @Test
    void soundInEventsMustBeBase64() {
        StreamDecoder<SpeechEvent> decoder = speech.decoder(say(SpeechRequest.Delivery.EVENTS));

        GatewayException refused = assertThrows(
                GatewayException.class,
                () -> decoder.decode(UpstreamEvent.sse("{\"type\":\"speech.audio.delta\",\"audio\":\"*\"}")));

        assertEquals(ErrorKind.UPSTREAM, refused.error().kind());
    }
}
