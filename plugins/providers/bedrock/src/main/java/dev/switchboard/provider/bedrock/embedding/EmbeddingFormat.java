package dev.switchboard.provider.bedrock.embedding;

import dev.switchboard.provider.bedrock.ModelName;
import dev.switchboard.spi.chat.Media;
import dev.switchboard.spi.embedding.EmbeddingRequest;
import dev.switchboard.spi.embedding.EmbeddingRequest.Input;
import dev.switchboard.spi.embedding.EmbeddingRequest.Task;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.json.JsonWriter;
import dev.switchboard.spi.wire.Changes;
import java.util.List;

/**
 * How each maker's models are asked for vectors.
 *
 * <p>Sources: "Amazon Titan Embeddings Text", "Cohere Embed" versions 3 and 4, of the Bedrock user guide, "Nova Multimodal Embeddings"
 * of the Nova user guide; recordings.
 */
enum EmbeddingFormat {
    /** Titan: one text, or one picture, a call. */
    TITAN {
        @Override
        void write(EmbeddingRequest request, ModelName model, JsonWriter out, Changes changes) {
            dropTask(request, changes);
            boolean first = model.base().startsWith("amazon.titan-embed-text-v1")
                    || model.base().startsWith("amazon.titan-embed-g1");
            boolean pictures = model.base().startsWith("amazon.titan-embed-image");
            switch (single(request)) {
                case Input.Text text -> out.string("inputText", text.text());
                case Input.Image image when pictures -> out.string("inputImage", bytes(image));
                default -> throw unsupported("input", "this model takes one text; send it as such.");
            }
            if (request.dimensions().isPresent() && first) {
                throw unsupported("dimensions", "this model makes vectors of 1536 numbers; leave it out.");
            }
            request.dimensions().ifPresent(length -> {
                if (pictures) {
                    out.object("embeddingConfig")
                            .integer("outputEmbeddingLength", length)
                            .endObject();
                } else {
                    out.integer("dimensions", length);
                }
            });
        }
    },
    /** Cohere: many texts or one picture a call. */
    COHERE {
        @Override
        void write(EmbeddingRequest request, ModelName model, JsonWriter out, Changes changes) {
            boolean pictures = request.inputs().stream().allMatch(Input.Image.class::isInstance);
            boolean texts = request.inputs().stream().allMatch(Input.Text.class::isInstance);
            if (!pictures && !texts) {
                throw unsupported("input", "this model takes texts, or pictures; send them apart.");
            }
            out.array(pictures ? "images" : "texts");
            request.inputs()
                    .forEach(input ->
                            out.string(input instanceof Input.Text text ? text.text() : uri((Input.Image) input)));
            out.endArray().string("input_type", pictures ? "image" : inputType(request));
            if (request.dimensions().isPresent() && !model.base().startsWith("cohere.embed-v4")) {
                throw unsupported("dimensions", "this model makes vectors of one length; leave it out.");
            }
            request.dimensions().ifPresent(length -> out.integer("output_dimension", length));
            out.strings("embedding_types", List.of("float"));
        }
    },
    /** Nova: one text or picture a call. */
    NOVA {
        @Override
        void write(EmbeddingRequest request, ModelName model, JsonWriter out, Changes changes) {
            out.string("taskType", "SINGLE_EMBEDDING")
                    .object("singleEmbeddingParams")
                    .string("embeddingPurpose", purpose(request));
            request.dimensions().ifPresent(length -> out.integer("embeddingDimension", length));
            switch (single(request)) {
                case Input.Text text ->
                    out.object("text")
                            .string("truncationMode", "END")
                            .string("value", text.text())
                            .endObject();
                case Input.Image image ->
                    out.object("image")
                            .string("format", format(image))
                            .object("source")
                            .string("bytes", bytes(image))
                            .endObject()
                            .endObject();
                default -> throw unsupported("input", "this model takes text or a picture, not token ids.");
            }
            out.endObject();
        }
    };

    /** Writes the members of a request. */
    abstract void write(EmbeddingRequest request, ModelName model, JsonWriter out, Changes changes);

    static EmbeddingFormat of(ModelName model) {
        if (model.vendor().equals("cohere")) {
            return COHERE;
        }
        if (model.base().startsWith("amazon.nova")) {
            return NOVA;
        }
        if (model.base().startsWith("amazon.titan") || model.isUnknown()) {
            return TITAN; // an ARN of provisioned throughput does not tell, and Titan's are what is provisioned
        }
        throw unsupported(
                "model",
                "\"" + model.base()
                        + "\" makes no embeddings that this gateway knows (expected: a model of Titan, Nova or Cohere Embed).");
    }

    private static Input single(EmbeddingRequest request) {
        if (request.inputs().size() > 1) {
            throw unsupported(
                    "input", "this model takes one input a call; send several calls, or choose Cohere Embed.");
        }
        return request.inputs().getFirst();
    }

    private static void dropTask(EmbeddingRequest request, Changes changes) {
        request.task().ifPresent(_ -> changes.dropped("task", "the chosen model makes one sort of vectors"));
    }

    private static String inputType(EmbeddingRequest request) {
        return switch (request.task().orElse(Task.DOCUMENT)) {
            case QUERY -> "search_query";
            case DOCUMENT, SIMILARITY -> "search_document";
            case CLASSIFICATION -> "classification";
            case CLUSTERING -> "clustering";
        };
    }

    private static String purpose(EmbeddingRequest request) {
        return switch (request.task().orElse(Task.DOCUMENT)) {
            case QUERY -> "GENERIC_RETRIEVAL";
            case DOCUMENT, SIMILARITY -> "GENERIC_INDEX";
            case CLASSIFICATION -> "CLASSIFICATION";
            case CLUSTERING -> "CLUSTERING";
        };
    }

    private static Media.Inline inline(Input.Image image) {
        if (image.media() instanceof Media.Inline inline) {
            return inline;
        }
        throw unsupported("input", "the chosen provider fetches nothing; send the picture itself.");
    }

    private static String bytes(Input.Image image) {
        return inline(image).base64();
    }

    private static String uri(Input.Image image) {
        return "data:" + inline(image).mediaType() + ";base64," + inline(image).base64();
    }

    private static String format(Input.Image image) {
        return inline(image).mediaType().replaceFirst("^image/", "").replaceFirst("^jpg$", "jpeg");
    }

    private static GatewayException unsupported(String field, String why) {
        return GatewayError.builder(ErrorKind.UNSUPPORTED, "Unsupported '" + field + "': " + why)
                .param(field)
                .code("unsupported_parameter")
                .build()
                .asException();
    }
}
