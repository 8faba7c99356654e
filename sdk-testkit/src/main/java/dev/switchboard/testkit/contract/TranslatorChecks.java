package dev.switchboard.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.spi.chat.ChatAccumulator;
import dev.switchboard.spi.chat.ChatEvent;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.provider.StreamDecoder;
import dev.switchboard.spi.provider.Target;
import dev.switchboard.spi.provider.Translator;
import dev.switchboard.spi.stream.StreamEvent;
import dev.switchboard.spi.upstream.UpstreamEvent;
import dev.switchboard.spi.upstream.UpstreamReply;
import dev.switchboard.spi.upstream.UpstreamRequest;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What each sample of a translator must show. */
record TranslatorChecks<Q, R, E extends StreamEvent>(
        TranslatorSample<Q, R, E> sample, Translator<Q, R, E> translator, Target target, Expect expect) {

    void connectsWhereItSays(Set<URI> destinations) {
        Expect.destination(
                destinations, translator.encode(sample.request(), target).url());
    }

    void encodesTheSameBytesEachTime() {
        UpstreamRequest first = translator.encode(sample.request(), target);
        UpstreamRequest second = translator.encode(sample.request(), target);
        assertEquals(first.body(), second.body(), "the body of the same request, encoded twice");
        assertEquals(first.url(), second.url(), "the address of the same request, encoded twice");
        assertNull(first.url().getUserInfo(), "user info in the address");
        assertNull(first.url().getFragment(), "fragment in the address");
        boolean named = first.body().utf8().contains(target.model())
                || String.valueOf(first.url().getPath()).contains(target.model());
        assertTrue(named, "model " + target.model() + " neither in the body nor in the path");
        expect.noSecret(first.toString(), "the request's toString()");
    }

    void sendsNothingUnasked() {
        SentRequest.of(translator.encode(sample.request(), target)).holdsNothingUnasked();
    }

    void decodesAReply() {
        assertInstanceOf(sample.operation().responseType(), decode(sample.reply()));
    }

    void refusesWhatIsNoReply() {
        for (Bytes body : Hostile.nonsense()) {
            expect.refusal(ErrorKind.UPSTREAM, () -> decode(body), Hostile.shorten(body));
        }
        Bytes half = sample.reply().slice(0, sample.reply().length() / 2);
        expect.refusal(ErrorKind.UPSTREAM, () -> decode(half), "half of the reply");
        for (Bytes body : Hostile.wrongShapes()) {
            expect.noOtherFailure(ErrorKind.UPSTREAM, () -> decode(body), Hostile.shorten(body));
        }
    }

    void refusesToStream() {
        expect.refusal(ErrorKind.UNSUPPORTED, this::decoder, "decoder of an operation without a stream");
    }

    void decodesAStream(StreamSample stream) {
        List<E> events = decode(stream.events());
        assertTrue(events.stream().anyMatch(StreamEvent::meaningful), "no event with content among " + events.size());
        events.forEach(event -> assertInstanceOf(sample.operation().eventType(), event));
        assertTrue(isWhole(events), "the canonical stream is not complete");
    }

    /** Two replies decoded in turn, as two callers have them, must not see each other. */
    void decodesStreamsApart(StreamSample stream) {
        List<E> alone = decode(stream.events());
        StreamDecoder<E> first = decoder();
        StreamDecoder<E> second = decoder();
        assertNotSame(first, second, "decoder() must make a new decoder for each reply");
        List<E> one = new ArrayList<>();
        List<E> other = new ArrayList<>();
        for (UpstreamEvent event : stream.events()) {
            one.addAll(first.decode(event));
            other.addAll(second.decode(event));
        }
        one.addAll(first.end());
        other.addAll(second.end());
        assertEquals(alone, one, "a stream decoded beside another");
        assertEquals(alone, other, "a stream decoded beside another");
    }

    /** Comments and empty events keep connections alive and mean nothing. */
    void ignoresEmptyEvents(StreamSample stream) {
        UpstreamEvent empty = new UpstreamEvent(Bytes.utf8(": ping\n\n"), "", Bytes.empty(), Map.of());
        List<UpstreamEvent> padded = new ArrayList<>(List.of(empty));
        for (UpstreamEvent event : stream.events()) {
            padded.add(event);
            padded.add(empty);
        }
        assertEquals(decode(stream.events()), decode(padded), "the stream with empty events in between");
    }

    /**
     * Wherever the upstream ends in order but too early, the decoder must say so; only usage may be missing unnoticed.
     */
    void noticesACutAtEachEvent(StreamSample stream) {
        List<UpstreamEvent> whole = stream.events();
        List<E> content = content(decode(whole));
        for (int count = 0; count < whole.size(); count++) {
            List<UpstreamEvent> cut = whole.subList(0, count);
            String what = "stream cut after " + count + " of " + whole.size() + " events";
            expect.noOtherFailure(
                    ErrorKind.UPSTREAM, () -> assertEquals(content, content(decode(cut)), "counts as whole"), what);
        }
    }

    /**
     * An event whose data is damaged may be skipped where it means nothing, but not everywhere, and must never crash.
     */
    void noticesADamagedEvent(StreamSample stream) {
        List<UpstreamEvent> whole = stream.events();
        int noticed = 0;
        for (int index = 0; index < whole.size(); index++) {
            List<UpstreamEvent> damaged = new ArrayList<>(whole.subList(0, index));
            UpstreamEvent event = whole.get(index);
            Bytes data = Bytes.utf8("{\"damaged\": ");
            damaged.add(new UpstreamEvent(event.raw(), event.name(), data, event.attributes()));
            try {
                expect.noOtherFailure(ErrorKind.UPSTREAM, () -> decodeOpen(damaged), "damaged event " + index);
                decodeOpen(damaged);
            } catch (GatewayException e) {
                noticed++;
            }
        }
        assertTrue(noticed > 0, "no damaged event was noticed among " + whole.size());
    }

    /** As the gateway does it: with the request at hand. */
    private R decode(Bytes body) {
        UpstreamReply reply = sample.opaque()
                ? new UpstreamReply(200, Headers.of("content-type", "application/octet-stream"), body)
                : Hostile.reply(200, body);
        return translator.decode(reply, sample.request());
    }

    private StreamDecoder<E> decoder() {
        return translator.decoder(sample.request());
    }

    private List<E> decode(List<UpstreamEvent> events) {
        StreamDecoder<E> decoder = decoder();
        List<E> decoded = new ArrayList<>();
        events.forEach(event -> decoded.addAll(decoder.decode(event)));
        decoded.addAll(decoder.end());
        return decoded;
    }

    private List<E> decodeOpen(List<UpstreamEvent> events) {
        StreamDecoder<E> decoder = decoder();
        List<E> decoded = new ArrayList<>();
        events.forEach(event -> decoded.addAll(decoder.decode(event)));
        return decoded;
    }

    private List<E> content(List<E> events) {
        return events.stream()
                .filter(event -> event.usage().isEmpty() && !(event instanceof ChatEvent.Foreign))
                .toList();
    }

    /** Whether the grammar of the operation, where it has one, says that nothing is missing. */
    private boolean isWhole(List<E> events) {
        if (sample.operation().eventType() != ChatEvent.class) {
            return true;
        }
        ChatAccumulator chat = new ChatAccumulator();
        events.forEach(event -> chat.add((ChatEvent) event));
        return chat.complete();
    }
}
