package dev.switchboard.dialect.openai;

import dev.switchboard.dialect.openai.common.Paths;
import dev.switchboard.spi.dialect.Call;
import dev.switchboard.spi.dialect.Endpoint;
import dev.switchboard.spi.embedding.EmbeddingRequest;
import dev.switchboard.spi.embedding.EmbeddingRequest.Encoding;
import dev.switchboard.spi.embedding.EmbeddingResponse;
import dev.switchboard.spi.http.HttpReply;
import dev.switchboard.spi.http.HttpRequest;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonField;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.json.JsonWriter;
import dev.switchboard.spi.operation.Operation;
import dev.switchboard.spi.stream.StreamEvent;
import dev.switchboard.spi.wire.Wire;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.List;

/** {@code POST /embeddings}. */
final class EmbeddingsEndpoint implements Endpoint<EmbeddingRequest, EmbeddingResponse, StreamEvent.None> {
    @Override
    public String method() {
        return "POST";
    }

    @Override
    public List<String> paths() {
        return Paths.of("/embeddings");
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
        JsonWriter json = new JsonWriter().object().string("object", "list").array("data");
        for (int i = 0; i < response.vectors().size(); i++) {
            json.object().string("object", "embedding").integer("index", i);
            writeVector(json, response.vectors().get(i), encoding);
            json.endObject();
        }
        json.endArray().string("model", response.model()).object("usage");
        json.integer("prompt_tokens", response.usage().inputTokens());
        json.integer("total_tokens", response.usage().totalTokens());
        return OpenAiDialect.json(json.endObject().endObject());
    }

    private static void writeVector(JsonWriter json, float[] vector, Encoding encoding) {
        if (encoding == Encoding.BASE64) {
            ByteBuffer bytes = ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            bytes.asFloatBuffer().put(vector);
            json.string("embedding", Base64.getEncoder().encodeToString(bytes.array()));
            return;
        }
        json.array("embedding");
        for (float number : vector) {
            json.raw(new JsonText(Float.toString(number)));
        }
        json.endArray();
    }
}
