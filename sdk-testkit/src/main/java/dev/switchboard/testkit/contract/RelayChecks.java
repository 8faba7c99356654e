package dev.switchboard.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonDocument;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.provider.Observation;
import dev.switchboard.spi.provider.Relay;
import dev.switchboard.spi.provider.RelayObserver;
import dev.switchboard.spi.provider.RelayRequest;
import dev.switchboard.spi.provider.Target;
import dev.switchboard.spi.upstream.UpstreamEvent;
import dev.switchboard.spi.upstream.UpstreamRequest;
import dev.switchboard.spi.usage.Usage;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What each sample of a relay must show. */
record RelayChecks(RelaySample sample, Relay relay, Target target, Expect expect) {
    /** Odd in every way that a rewritten body would lose: spaces, order, number format, escape, repeated inner name. */
    private static final JsonText ODD = new JsonText("{ \"z\":1.0e-2,\"a\" : \"\\u00e4/\\/\" ,\"a\":[ 1,2 ]}");

    void changesNothingButTheModel() {
        UpstreamRequest sent = relay.encode(request(sample.request(), false), target);
        assertEquals(expected(sample.request()).utf8(), sent.body().utf8(), "the body sent");
        expect.noSecret(sent.toString(), "the request's toString()");
    }

    void keepsMembersItDoesNotKnow() {
        Bytes odd = JsonDocument.parse(sample.request())
                .edit()
                .set("zz_unknown", ODD)
                .build();
        String sent = relay.encode(request(odd, false), target).body().utf8();
        assertTrue(
                sent.contains("\"zz_unknown\":" + ODD.text()), "the body sent has lost or rewritten an unknown member");
    }

    void connectsWhereItSays(Set<URI> destinations) {
        Expect.destination(
                destinations,
                relay.encode(request(sample.request(), false), target).url());
    }

    void encodesTheSameBytesEachTime() {
        UpstreamRequest first = relay.encode(request(sample.request(), false), target);
        UpstreamRequest second = relay.encode(request(sample.request(), false), target);
        assertEquals(first.body(), second.body(), "the body of the same request, encoded twice");
        assertEquals(first.url(), second.url(), "the address of the same request, encoded twice");
    }

    void readsTheUsageOfAReply() {
        RelayObserver observer = relay.observer(request(sample.request(), false));
        assertEquals(
                sample.usage(),
                observer.usage(Hostile.reply(200, sample.reply())).orElse(Usage.none()));
    }

    void refusesWhatIsNoReply() {
        for (Bytes body : Hostile.nonsense()) {
            expect.refusal(ErrorKind.UPSTREAM, () -> readWhole(body), Hostile.shorten(body));
            observe(List.of(new UpstreamEvent(body, "", body, Map.of())));
        }
        for (Bytes body : Hostile.wrongShapes()) {
            expect.noOtherFailure(ErrorKind.UPSTREAM, () -> readWhole(body), Hostile.shorten(body));
            observe(List.of(new UpstreamEvent(body, "", body, Map.of())));
        }
    }

    private void readWhole(Bytes body) {
        relay.observer(request(sample.request(), false)).usage(Hostile.reply(200, body));
    }

    void observesAStream(StreamSample stream) {
        Watched watched = observe(stream.events());
        assertTrue(watched.complete, "a whole stream is not complete");
        assertTrue(watched.kinds.contains(Observation.Kind.CONTENT), "no content among " + watched.kinds);
        assertFalse(watched.kinds.contains(Observation.Kind.FAILURE), "a failure among " + watched.kinds);
    }

    void noticesACutBeforeTheLastContent(StreamSample stream) {
        int lastContent = observe(stream.events()).kinds.lastIndexOf(Observation.Kind.CONTENT);
        for (int count = 0; count <= lastContent; count++) {
            assertFalse(
                    observe(stream.events().subList(0, count)).complete,
                    "a stream cut after " + count + " events counts as complete");
        }
    }

    private Watched observe(List<UpstreamEvent> events) {
        RelayObserver observer = relay.observer(request(sample.request(), true));
        List<Observation.Kind> kinds = new ArrayList<>();
        for (UpstreamEvent event : events) {
            kinds.add(observer.observe(event).kind());
            assertTrue(
                    observer.outputText(event).length() <= event.data().length(),
                    "an event adds more text than it has bytes");
        }
        return new Watched(kinds, observer.complete());
    }

    private Bytes expected(Bytes request) {
        return sample.upstreamRequest()
                .orElseGet(() -> JsonDocument.parse(request)
                        .edit()
                        .set("model", JsonText.string(target.model()))
                        .build());
    }

    private RelayRequest request(Bytes body, boolean stream) {
        JsonDocument.Editor editor = JsonDocument.parse(body).edit();
        return new RelayRequest(sample.wire(), Headers.none(), Optional.empty(), editor, stream, false);
    }

    private record Watched(List<Observation.Kind> kinds, boolean complete) {}
}
