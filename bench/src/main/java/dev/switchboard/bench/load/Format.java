package dev.switchboard.bench.load;

/** The format in which callers ask. The upstream always speaks OpenAI's chat completions. */
public enum Format {
    /** OpenAI's chat completions: what a gateway has to relay. */
    CHAT("/v1/chat/completions", "", "\"stream\":true,\"stream_options\":{\"include_usage\":true},", "data: [DONE]"),
    /** Anthropic's messages: what it has to translate. */
    MESSAGES("/v1/messages", "\"max_tokens\":1000,", "\"stream\":true,", "\"type\":\"message_stop\"");

    private final String path;
    private final String members;
    private final String streamMembers;
    private final String end;

    Format(String path, String members, String streamMembers, String end) {
        this.path = path;
        this.members = members;
        this.streamMembers = streamMembers;
        this.end = end;
    }

    String path() {
        return path;
    }

    /** The beginning of a request's body, up to the text of the question. */
    String start(boolean stream) {
        return "{\"model\":\"bench\"," + members + (stream ? streamMembers : "")
                + "\"messages\":[{\"role\":\"user\",\"content\":\"";
    }

    /** What stands in the last event of a stream. */
    String end() {
        return end;
    }
}
