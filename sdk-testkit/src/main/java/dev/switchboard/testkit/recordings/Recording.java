package dev.switchboard.testkit.recordings;

import dev.switchboard.testkit.http.Chunking;
import dev.switchboard.testkit.http.Header;
import dev.switchboard.testkit.http.MockUpstream;
import dev.switchboard.testkit.http.Reply;
import dev.switchboard.testkit.http.ReplyBuilder;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One recorded HTTP exchange with a provider.
 *
 * @param id folder and file name without its ending, such as {@code openai/001-chat-logprobs}
 * @param provider the provider's folder
 * @param endpoint last part of the route, or {@code response-only}
 * @param capabilities what the exchange exercises; set by pattern when recorded, so look into the body before relying
 *     on one
 * @param model the model asked for, when known
 * @param fidelity how close to the wire the recording is, such as {@code wire} or {@code normalised}
 * @param truncated whether a payload was shortened; token counts still describe the original
 * @param request the recorded request; absent when only the response was stored
 * @param response the recorded response
 */
public record Recording(
        String id,
        String provider,
        String endpoint,
        Set<String> capabilities,
        Optional<String> model,
        String fidelity,
        boolean truncated,
        Optional<Request> request,
        Response response) {

    /**
     * The recorded request, without credentials.
     *
     * @param method the method
     * @param url the whole address; placeholders such as {@code <PROJECT>} may make it an illegal URI
     * @param headers the headers that carry meaning, names in lower case
     * @param body the body as text, JSON without white space; absent when there was none
     */
    public record Request(String method, String url, List<Header> headers, Optional<String> body) {

        /** The path of the address, neither decoded nor encoded. */
        public String path() {
            int path = url.indexOf('/', url.indexOf("://") + 3);
            int query = url.indexOf('?', path);
            return query < 0 ? url.substring(path) : url.substring(path, query);
        }
    }

    /**
     * The recorded response. The body must not be changed by who reads it.
     *
     * @param status the status code
     * @param headers the headers that carry meaning, names in lower case
     * @param body the bytes of the body: JSON without white space, or the stream with its framing
     * @param stream whether the body is a stream of events
     */
    public record Response(int status, List<Header> headers, byte[] body, boolean stream) {}

    /** Whether it exercises that capability. */
    public boolean has(String capability) {
        return capabilities.contains(capability);
    }

    /** The response as a script: chunked when it is a stream, and cut in the given way. */
    public Reply reply(Chunking chunking) {
        ReplyBuilder reply = Reply.status(response.status).body(response.body).chunks(chunking);
        response.headers.forEach(header -> reply.header(header.name(), header.value()));
        return response.stream ? reply.chunked().build() : reply.build();
    }

    /**
     * Lets the upstream answer the recorded method and path with the recorded response; without a recorded request it
     * answers whatever nothing else answers.
     */
    public void serveOn(MockUpstream upstream, Chunking chunking) {
        Reply reply = reply(chunking);
        request.ifPresentOrElse(
                recorded -> upstream.on(recorded.method(), recorded.path(), reply),
                () -> upstream.otherwise(_ -> reply));
    }

    /** The id, so that a parameterized test is named after its recording. */
    @Override
    public String toString() {
        return id;
    }
}
