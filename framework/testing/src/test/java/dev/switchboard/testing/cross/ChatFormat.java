package dev.switchboard.testing.cross;

import java.util.Locale;

/** The formats of a chat: each is spoken by callers, and by a provider behind the gateway. */
enum ChatFormat {
    /** OpenAI's chat completions. */
    CHAT("openai-compatible, capabilities: [chat]", "/v1/chat/completions") {
        @Override
        String request(String model, boolean stream) {
            return modelOf(model) + "\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]" + flag(stream) + "}";
        }
    },
    /** OpenAI's responses. */
    RESPONSES("openai, api: responses", "/v1/responses") {
        @Override
        String request(String model, boolean stream) {
            return modelOf(model) + "\"input\":\"hi\"" + flag(stream) + "}";
        }
    },
    /** Anthropic's messages. */
    MESSAGES("anthropic", "/v1/messages") {
        @Override
        String request(String model, boolean stream) {
            return modelOf(model) + "\"max_tokens\":100,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]"
                    + flag(stream) + "}";
        }
    },
    /** Google's generated content. */
    GEMINI("gemini", "/v1beta/models/") {
        @Override
        String path(String model, boolean stream) {
            return super.path(model, stream) + model + (stream ? ":streamGenerateContent?alt=sse" : ":generateContent");
        }

        @Override
        String request(String model, boolean stream) {
            return "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"hi\"}]}]}";
        }
    };

    private final String provider;
    private final String path;

    ChatFormat(String provider, String path) {
        this.provider = provider;
        this.path = path;
    }

    /** The model name that leads to the provider of this format. */
    String model() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The path of a call. */
    String path(String model, boolean stream) {
        return path;
    }

    /** A short request. */
    abstract String request(String model, boolean stream);

    /** The instance of the provider in a gateway's configuration. */
    String configuration() {
        String base = this == GEMINI ? "${env:UPSTREAM_URL}beta" : "${env:UPSTREAM_URL}";
        return "  " + model() + ": {type: " + provider + ", base-url: \"" + base + "\", api-key: sk-fake-upstream}\n";
    }

    /** The model of that name in a gateway's configuration. */
    String modelConfiguration() {
        return "  " + model() + ": {targets: [{provider: " + model() + ", model: m}]}\n";
    }

    private static String modelOf(String model) {
        return "{\"model\":\"" + model + "\",";
    }

    private static String flag(boolean stream) {
        return stream ? ",\"stream\":true" : "";
    }
}
