package dev.switchboard.dialect.gemini;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonDocument;
import dev.switchboard.spi.json.JsonObject;
import dev.switchboard.spi.wire.Changes;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChatRequestReaderTest {
    @ParameterizedTest
    @CsvSource({
        "serviceTier, flex, flex",
        "service_tier, SERVICE_TIER_PRIORITY, priority",
        "serviceTier, standard, default",
        "serviceTier, SERVICE_TIER_UNSPECIFIED, "
    })
    void readsTheTierOfService(String name, String word, String tier) {
        Fields body = new Fields(
                JsonObject.of(JsonDocument.parse(Bytes.utf8("{\"contents\":[],\"" + name + "\":\"" + word + "\"}"))));
        assertEquals(
                Optional.ofNullable(tier),
                new ChatRequestReader(new Changes()).read("m", body, false).serviceTier());
    }
}
