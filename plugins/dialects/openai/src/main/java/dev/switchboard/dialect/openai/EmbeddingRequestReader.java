package dev.switchboard.dialect.openai;

import dev.switchboard.spi.embedding.EmbeddingRequest;
import dev.switchboard.spi.embedding.EmbeddingRequest.Encoding;
import dev.switchboard.spi.embedding.EmbeddingRequest.Input;
import dev.switchboard.spi.embedding.EmbeddingRequest.Task;
import dev.switchboard.spi.json.JsonField;
import dev.switchboard.spi.json.JsonObject;
import dev.switchboard.spi.wire.Extras;
import dev.switchboard.spi.wire.Wire;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** Makes the canonical request from the body of {@code POST /embeddings}. */
final class EmbeddingRequestReader {
    private EmbeddingRequestReader() {}

    static EmbeddingRequest read(JsonObject body) {
        String model = body.require("model").asString();
        List<Input> inputs = inputs(body.require("input"));
        OptionalInt dimensions = body.get("dimensions")
                .map(value -> OptionalInt.of(dimensions(value)))
                .orElse(OptionalInt.empty());
        Encoding encoding = body.get("encoding_format")
                .map(EmbeddingRequestReader::encoding)
                .orElse(Encoding.FLOAT);
        Optional<Task> task = body.string("input_type").flatMap(EmbeddingRequestReader::task);
        body.leave("input_type"); // OpenAI has no such member, some servers of its format do
        Optional<String> user = body.string("user");
        return new EmbeddingRequest(
                model, inputs, dimensions, encoding, task, user, Extras.of(Wire.OPENAI_EMBEDDINGS, body.unread()));
    }

    private static List<Input> inputs(JsonField input) {
        if (input.isString()) {
            return List.of(new Input.Text(input.asString()));
        }
        List<JsonField> elements = input.asArray();
        if (elements.isEmpty()) {
            return input.failValue("at least one input");
        }
        if (elements.getFirst().isNumber()) {
            return List.of(tokens(elements));
        }
        List<Input> inputs = new ArrayList<>(elements.size());
        for (JsonField element : elements) {
            if (element.isArray()) {
                inputs.add(tokens(element.asArray()));
            } else if (element.isString()) {
                inputs.add(new Input.Text(element.asString()));
            } else {
                return element.fail("a string or an array of integers");
            }
        }
        return inputs;
    }

    private static Input tokens(List<JsonField> elements) {
        return new Input.Tokens(
                elements.stream().map(EmbeddingRequestReader::token).toList());
    }

    private static int token(JsonField value) {
        long token = value.asLong();
        return token >= 0 && token <= Integer.MAX_VALUE ? (int) token : value.failValue("a token id, 0 or more");
    }

    private static int dimensions(JsonField value) {
        long dimensions = value.asLong();
        return dimensions > 0 && dimensions <= Integer.MAX_VALUE ? (int) dimensions : value.failValue("1 or more");
    }

    /** As providers call it that ask for it. A word that none of them knows is the server's to judge. */
    private static Optional<Task> task(String type) {
        return switch (type.toLowerCase(Locale.ROOT)) {
            case "query", "search_query", "retrieval.query" -> Optional.of(Task.QUERY);
            case "document", "passage", "search_document", "retrieval.passage" -> Optional.of(Task.DOCUMENT);
            case "classification" -> Optional.of(Task.CLASSIFICATION);
            case "clustering", "separation" -> Optional.of(Task.CLUSTERING);
            case "text-matching", "semantic_similarity" -> Optional.of(Task.SIMILARITY);
            default -> Optional.empty();
        };
    }

    private static Encoding encoding(JsonField value) {
        return switch (value.asString()) {
            case "float" -> Encoding.FLOAT;
            case "base64" -> Encoding.BASE64;
            default -> value.failValue("\"float\" or \"base64\"");
        };
    }
}
