package dev.switchboard.wire.openai.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.switchboard.spi.chat.ChatEvent;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.upstream.UpstreamEvent;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailedChoiceTest {
    private static final String SAYS = "\"index\":0,\"%s\":{\"role\":\"assistant\",\"content\":\"Hal\"},";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"finish_reason\":\"error\" | UPSTREAM | the upstream ended its reply with an error",
                "\"finish_reason\":\"abort\" | UPSTREAM | the upstream gave its reply up",
                "\"finish_reason\":\"insufficient_system_resource\" | OVERLOADED"
                        + " | the upstream had too few resources to complete its reply",
                "\"finish_reason\":\"error\",\"error\":{\"code\":429,\"message\":\"slow down\"} | RATE_LIMIT | slow down",
                "\"finish_reason\":null,\"error\":{\"code\":502,\"message\":\"gone\"} | UPSTREAM | gone"
            })
    void isAnErrorWholeAndStreamed(String members, ErrorKind kind, String message) {
        String choice = SAYS + members;
        GatewayError whole = assertThrows(
                        GatewayException.class,
                        () -> ReplyReader.read(
                                Bytes.utf8("{\"id\":\"r\",\"choices\":[{" + choice.formatted("message") + "}]}")))
                .error();
        List<ChatEvent> events = new ChunkReader()
                .decode(UpstreamEvent.sse("{\"id\":\"r\",\"choices\":[{" + choice.formatted("delta") + "}]}"));

        assertEquals(kind + " " + message, whole.kind() + " " + whole.message());
        assertEquals(true, whole.fromUpstream());
        GatewayError streamed = events.getLast().failure().orElseThrow();
        assertEquals(kind + " " + message, streamed.kind() + " " + streamed.message());
    }
}
