package dev.switchboard.dialect.openai;

import dev.switchboard.spi.dialect.Dialect;
import dev.switchboard.testkit.contract.DialectContract;
import dev.switchboard.testkit.doubles.TestingRequest;
import java.util.List;

class OpenAiDialectContractTest extends DialectContract {
    @Override
    protected Dialect create() {
        return new OpenAiDialect();
    }

    @Override
    protected List<Sample> samples() {
        String messages = "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]";
        return List.of(
                sample("/v1/chat/completions", messages, false),
                sample("/v1/chat/completions", messages, true),
                sample("/v1/completions", "\"prompt\":\"Hi\"", false),
                sample("/v1/completions", "\"prompt\":\"Hi\"", true),
                sample("/v1/responses", "\"input\":\"Hi\"", false),
                sample("/v1/responses", "\"input\":\"Hi\"", true),
                sample("/v1/embeddings", "\"input\":\"Hi\"", false),
                sample("/v1/moderations", "\"input\":\"Hi\"", false),
                sample("/v1/images/generations", "\"prompt\":\"A cat\"", false),
                new Sample(
                        TestingRequest.to("/v1/audio/speech", "content-type", "application/json"),
                        "{\"model\":\"m\",\"input\":\"Hi\",\"voice\":\"alloy\"}",
                        "m",
                        true)); // sound comes as a stream unasked
    }

    private static Sample sample(String path, String members, boolean stream) {
        return new Sample(
                TestingRequest.to(path, "content-type", "application/json"),
                "{\"model\":\"m\"," + (stream ? "\"stream\":true," : "") + members + "}",
                "m",
                stream);
    }
}
