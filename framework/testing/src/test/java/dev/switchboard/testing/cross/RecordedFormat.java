package dev.switchboard.testing.cross;

import dev.switchboard.testkit.recordings.Recording;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Which format a recording of a chat is in. */
final class RecordedFormat {
    private RecordedFormat() {}

    static Optional<ChatFormat> of(Recording recording) {
        return switch (recording.endpoint()) {
            case "chat" -> Optional.of(ChatFormat.CHAT);
            case "responses" -> Optional.of(ChatFormat.RESPONSES);
            case "messages", "rawPredict", "streamRawPredict" -> Optional.of(ChatFormat.MESSAGES);
            case "generateContent", "streamGenerateContent" -> Optional.of(ChatFormat.GEMINI);
            default -> Optional.empty();
        };
    }

    static boolean isReply(Recording recording) {
        return of(recording).isPresent() && recording.response().status() == 200 && !recording.has("mid-stream-error");
    }

    static boolean isRequest(Recording recording) {
        return of(recording).isPresent()
                && recording.response().status() == 200
                && recording
                        .request()
                        .flatMap(Recording.Request::body)
                        .filter(body -> body.startsWith("{"))
                        .isPresent();
    }

    /** The request's body, with a model where the path named it. */
    static String request(Recording recording) {
        JsonNode body = JsonMapper.shared()
                .readTree(recording.request().orElseThrow().body().orElseThrow());
        if (!body.has("model") && of(recording).orElseThrow() != ChatFormat.GEMINI) {
            ((ObjectNode) body).put("model", "m");
        }
        return body.toString();
    }
}
