package dev.switchboard.dialect.gemini;

import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.embedding.EmbeddingRequest;
import dev.switchboard.spi.embedding.EmbeddingRequest.Input;
import dev.switchboard.spi.embedding.EmbeddingRequest.Task;
import dev.switchboard.spi.json.JsonField;
import dev.switchboard.spi.wire.Extras;
import dev.switchboard.spi.wire.Wire;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Makes the canonical request from the body of an embedding. */
final class EmbeddingRequestReader {
    private final String model;
    private final Wire wire;

    EmbeddingRequestReader(String model, Wire wire) {
        this.model = model;
        this.wire = wire;
    }

    /** What is asked beside the input; the same for all inputs of a canonical request. */
    private record Wish(OptionalInt dimensions, Optional<Task> task, Extras extras) {}

    EmbeddingRequest one(Fields body) {
        Input input = input(body);
        return request(List.of(input), wish(body));
    }

    EmbeddingRequest several(Fields body) {
        List<JsonField> requests = body.list("requests");
        List<Input> inputs =
                requests.stream().map(request -> input(Fields.of(request))).toList();
        List<Wish> wishes = requests.stream()
                .map(request -> {
                    Fields fields = Fields.of(request);
                    fields.get("content");
                    return wish(fields);
                })
                .distinct()
                .toList();
        if (wishes.size() > 1) {
            throw Errors.unsupported(
                    "requests: they differ in more than their content (expected: the same task and length for all, or a model"
                            + " of Gemini's)",
                    "requests");
        }
        return request(inputs, wishes.getFirst());
    }

    private EmbeddingRequest request(List<Input> inputs, Wish wish) {
        return new EmbeddingRequest(
                model,
                inputs,
                wish.dimensions(),
                EmbeddingRequest.Encoding.FLOAT,
                wish.task(),
                Optional.empty(),
                wish.extras());
    }

    private Wish wish(Fields fields) {
        fields.get("model"); // the path says it
        OptionalInt dimensions = fields.integer("outputDimensionality").stream()
                .mapToInt(Math::toIntExact)
                .findFirst();
        Optional<Task> task = fields.get("taskType").map(EmbeddingRequestReader::task);
        return new Wish(dimensions, task, Extras.of(wire, fields.unread()));
    }

    private static Task task(JsonField value) {
        return switch (value.asString()) {
            case "RETRIEVAL_QUERY", "QUESTION_ANSWERING", "FACT_VERIFICATION", "CODE_RETRIEVAL_QUERY" -> Task.QUERY;
            case "RETRIEVAL_DOCUMENT" -> Task.DOCUMENT;
            case "CLASSIFICATION" -> Task.CLASSIFICATION;
            case "CLUSTERING" -> Task.CLUSTERING;
            case "SEMANTIC_SIMILARITY" -> Task.SIMILARITY;
            default -> value.failValue("a task type, such as RETRIEVAL_QUERY or SEMANTIC_SIMILARITY");
        };
    }

    private static Input input(Fields request) {
        JsonField content = request.require("content");
        PartsReader reader = new PartsReader();
        List<Block> parts = content.isString()
                ? List.of(reader.read(content))
                : Fields.of(content).list("parts").stream().map(reader::read).toList();
        if (parts.size() == 1 && parts.getFirst() instanceof Block.Text text) {
            return new Input.Text(text.text());
        } else if (parts.size() == 1 && parts.getFirst() instanceof Block.Image image) {
            return new Input.Image(image.media());
        }
        throw Errors.unsupported(
                "content: " + parts.size()
                        + " parts (expected: one part with a text or a picture, or a model of Gemini's)",
                "content");
    }
}
