package dev.switchboard.wire.gemini.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.chat.Message;
import dev.switchboard.spi.chat.Role;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.provider.Target;
import dev.switchboard.spi.upstream.UpstreamRequest;
import dev.switchboard.wire.gemini.GeminiConnection;
import dev.switchboard.wire.gemini.GeminiConnection.Service;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceTierTest {
    private static UpstreamRequest encode(Service service, String tier) {
        GeminiConnection connection =
                new GeminiConnection(URI.create("https://google.example/v1"), Headers.none(), service);
        ChatRequest request = ChatRequest.builder("m", List.of(Message.of(Role.USER, "Hi")))
                .serviceTier(tier)
                .build();
        return new ChatTranslator(connection).encode(request, Target.of("gemini", "m"));
    }

    private static String written(Service service, String tier) {
        String body = encode(service, tier).body().utf8();
        int at = body.indexOf("\"serviceTier\":\"");
        return at < 0 ? "none" : body.substring(at).split("\"")[3];
    }

    @ParameterizedTest
    @CsvSource({"auto, none", "default, standard", "standard_only, standard", "flex, flex", "priority, priority"})
    void isSaidInGooglesWords(String asked, String written) {
        assertEquals(written, written(Service.GEMINI_API, asked));
        assertEquals(List.of(), encode(Service.GEMINI_API, asked).changes());
    }

    @Test
    void oneThatGoogleLacksIsToldAndVertexHasNone() {
        assertEquals(
                List.of("service_tier was left out: the chosen provider has no such tier"),
                encode(Service.GEMINI_API, "scale").changes());
        assertEquals("none", written(Service.VERTEX, "flex"));
        assertEquals(1, encode(Service.VERTEX, "flex").changes().size());
    }
}
