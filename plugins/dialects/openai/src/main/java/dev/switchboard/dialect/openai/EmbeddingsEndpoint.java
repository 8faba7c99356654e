package dev.switchboard.dialect.openai;

import dev.switchboard.spi.dialect.Call;
import dev.switchboard.spi.dialect.Endpoint;
import dev.switchboard.spi.embedding.EmbeddingRequest;
import dev.switchboard.spi.embedding.EmbeddingRequest.Encoding;
import dev.switchboard.spi.embedding.EmbeddingResponse;
import dev.switchboard.spi.http.HttpReply;
import dev.switchboard.spi.http.HttpRequest;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonField;
import dev.switchboard.spi.operation.Operation;
import dev.switchboard.spi.stream.StreamEvent;
import dev.switchboard.spi.wire.Wire;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** {@code POST /embeddings}. */
final class EmbeddingsEndpoint implements Endpoint<EmbeddingRequest, EmbeddingResponse, StreamEvent.None> {
    @Override
    public String method() {
        return "POST";
    }

    @Override
    public List<String> paths() {
        return OpenAiDialect.paths("/embeddings");
    }

    @Override
    public Operation<EmbeddingRequest, EmbeddingResponse, StreamEvent.None> operation() {
        return Operation.EMBEDDING;
    }

    @Override
    public Wire wire() {
        return Wire.OPENAI_EMBEDDINGS;
    }

    @Override
    public Call<EmbeddingRequest> read(HttpRequest request, Bytes body) {
        RequestHead head = new RequestHead(body);
        JsonField input = head.require("input");
        if (!input.isString() && !input.isArray()) {
            input.fail("a string or an array");
        }
        return head.toCall(request, EmbeddingRequestReader::read);
    }

    @Override
    public HttpReply write(EmbeddingResponse response, Call<EmbeddingRequest> call) {
        Encoding encoding = call.request().encoding();
        int numbers =
                response.vectors().stream().mapToInt(vector -> vector.length).sum();
        return OpenAiDialect.json(Json.write(256 + 12 * numbers, json -> write(json, response, encoding)));
    }

    private static void write(JsonGenerator json, EmbeddingResponse response, Encoding encoding) {
        json.writeStartObject();
        json.writeStringProperty("object", "list");
        json.writeArrayPropertyStart("data");
        for (int i = 0; i < response.vectors().size(); i++) {
            json.writeStartObject();
            json.writeStringProperty("object", "embedding");
            json.writeNumberProperty("index", i);
            json.writeName("embedding");
            writeVector(json, response.vectors().get(i), encoding);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeStringProperty("model", response.model());
        json.writeObjectPropertyStart("usage");
        json.writeNumberProperty("prompt_tokens", response.usage().inputTokens());
        json.writeNumberProperty("total_tokens", response.usage().totalTokens());
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void writeVector(JsonGenerator json, float[] vector, Encoding encoding) {
        if (encoding == Encoding.BASE64) {
            ByteBuffer bytes = ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            bytes.asFloatBuffer().put(vector);
            json.writeBinary(bytes.array());
            return;
        }
        json.writeStartArray();
        for (float number : vector) {
            json.writeNumber(number);
        }
        json.writeEndArray();
    }
}
