package dev.switchboard.dialect.gemini;

import dev.switchboard.spi.dialect.Dialect;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.testkit.contract.DialectContract;
import dev.switchboard.testkit.doubles.TestingRequest;
import java.util.List;
import java.util.Map;

class GeminiDialectContractTest extends DialectContract {
    private static final String CONTENTS = "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"Hi\"}]}]}";

    @Override
    protected Dialect create() {
        return new GeminiDialect();
    }

    @Override
    protected List<Sample> samples() {
        return List.of(
                sample("generateContent", CONTENTS, false),
                sample("streamGenerateContent", CONTENTS, true),
                sample("countTokens", CONTENTS, false),
                sample("embedContent", "{\"content\":{\"parts\":[{\"text\":\"Hi\"}]}}", false));
    }

    private static Sample sample(String verb, String body, boolean stream) {
        return new Sample(
                new TestingRequest(
                        "POST",
                        "/v1beta/models/m:" + verb,
                        Headers.of("content-type", "application/json"),
                        Map.of("model", "m")),
                body,
                "m",
                stream);
    }
}
