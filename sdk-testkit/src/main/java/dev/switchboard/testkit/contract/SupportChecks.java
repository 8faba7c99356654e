package dev.switchboard.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.spi.chat.ChatEvent;
import dev.switchboard.spi.chat.ChatParameter;
import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.chat.ChatResponse;
import dev.switchboard.spi.chat.ChatSupport;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.provider.Target;
import dev.switchboard.spi.provider.Translator;
import dev.switchboard.spi.upstream.UpstreamRequest;
import java.util.List;
import java.util.Optional;

/** Whether a translator does with each parameter what its provider declares. */
record SupportChecks(ChatSupport support, Translator<ChatRequest, ChatResponse, ChatEvent> translator, Target target) {

    void doesWhatItDeclares(ChatParameter parameter, ParameterSample sample) {
        if (refusal(sample.without()).isPresent()) {
            return; // what the parameter needs, such as tools, is refused, and that is tested by itself
        }
        switch (support.of(parameter)) {
            case NATIVE, MAPPED -> says(parameter, sample);
            case DROPPED -> leavesOut(parameter, sample);
            case REFUSED -> refuses(parameter, sample);
        }
    }

    private void says(ChatParameter parameter, ParameterSample sample) {
        assertNotEquals(
                said(encode(sample.without())),
                said(encode(sample.with())),
                parameter + " changes nothing in the request, though it is declared " + support.of(parameter));
    }

    private UpstreamRequest encode(ChatRequest request) {
        UpstreamRequest encoded = translator.encode(request, target);
        SentRequest.of(encoded).holdsNothingUnasked();
        return encoded;
    }

    /** A parameter may show in the body, the address or a header field. */
    private static List<Object> said(UpstreamRequest request) {
        return List.of(request.body(), request.url(), request.headers().toString());
    }

    private void leavesOut(ChatParameter parameter, ParameterSample sample) {
        UpstreamRequest without = encode(sample.without());
        UpstreamRequest with = encode(sample.with());
        assertEquals(without.body().utf8(), with.body().utf8(), parameter + " is declared DROPPED");
        assertTrue(
                with.changes().stream().anyMatch(change -> change.contains(parameter.field())),
                parameter + " was left out, and the changes do not say so: " + with.changes());
    }

    private void refuses(ChatParameter parameter, ParameterSample sample) {
        GatewayException refusal = refusal(sample.with())
                .orElseThrow(() ->
                        new AssertionError(parameter + " is declared REFUSED, and a request with it was accepted"));
        assertEquals(
                ErrorKind.UNSUPPORTED, refusal.error().kind(), refusal.error().message());
        String named = refusal.error().param().orElse("");
        assertTrue(
                support.cells().keySet().stream()
                        .filter(other -> support.of(other) == ChatSupport.Handling.REFUSED && other.isIn(sample.with()))
                        .anyMatch(other -> other.field().equals(named)),
                parameter + ": the refusal names \"" + named + "\" (expected: \"" + parameter.field() + "\")");
    }

    private Optional<GatewayException> refusal(ChatRequest request) {
        try {
            encode(request);
            return Optional.empty();
        } catch (GatewayException e) {
            return Optional.of(e);
        }
    }
}
