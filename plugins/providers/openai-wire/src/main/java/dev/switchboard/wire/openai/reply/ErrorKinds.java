package dev.switchboard.wire.openai.reply;

import dev.switchboard.spi.error.ErrorKind;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What kind an error is: by its code or type where that is a known one, then by documented phrases where the status leaves it
 * open, then by the status. Sources of the vendors' codes and phrases are their error pages and the recordings.
 */
final class ErrorKinds {
    private static final Map<String, ErrorKind> BY_CODE = Map.ofEntries(
            // too long for the model
            Map.entry("context_length_exceeded", ErrorKind.CONTEXT_WINDOW), // OpenAI, Groq, Cerebras, OpenRouter
            Map.entry("too_many_prompt_tokens", ErrorKind.CONTEXT_WINDOW), // Perplexity
            Map.entry("exceed_context_size_error", ErrorKind.CONTEXT_WINDOW), // llama.cpp
            Map.entry("model_max_prompt_tokens_exceeded", ErrorKind.CONTEXT_WINDOW), // GitHub Copilot
            // refused for its content
            Map.entry("content_policy_violation", ErrorKind.CONTENT_POLICY), // OpenAI
            Map.entry("content_filter", ErrorKind.CONTENT_POLICY), // Azure OpenAI
            Map.entry("responsibleaipolicyviolation", ErrorKind.CONTENT_POLICY), // Azure OpenAI, inner error
            Map.entry("moderation_blocked", ErrorKind.CONTENT_POLICY), // OpenAI images
            Map.entry("data_inspection_failed", ErrorKind.CONTENT_POLICY), // Alibaba Model Studio
            Map.entry("datainspectionfailed", ErrorKind.CONTENT_POLICY), // Alibaba Model Studio
            Map.entry("1301", ErrorKind.CONTENT_POLICY), // Z.AI
            // money is spent
            Map.entry("insufficient_quota", ErrorKind.QUOTA), // OpenAI
            Map.entry("billing_hard_limit_reached", ErrorKind.QUOTA), // OpenAI
            Map.entry("usage_limit_reached", ErrorKind.QUOTA), // OpenAI, plans with a limit of use
            Map.entry("usage_not_included", ErrorKind.QUOTA), // OpenAI, plans without this API
            Map.entry("exceeded_current_quota_error", ErrorKind.QUOTA), // Moonshot
            Map.entry("insufficient_balance", ErrorKind.QUOTA), // DeepSeek
            Map.entry("1113", ErrorKind.QUOTA), // Z.AI
            // waiting helps
            Map.entry("rate_limit_exceeded", ErrorKind.RATE_LIMIT), // OpenAI, Groq
            Map.entry("rate_limit_error", ErrorKind.RATE_LIMIT),
            Map.entry("rate_limit_reached_error", ErrorKind.RATE_LIMIT), // Moonshot
            Map.entry("ratelimitreached", ErrorKind.RATE_LIMIT), // Azure AI
            Map.entry("engine_overloaded_error", ErrorKind.OVERLOADED), // Moonshot
            Map.entry("overloaded_error", ErrorKind.OVERLOADED),
            Map.entry("server_is_overloaded", ErrorKind.OVERLOADED), // OpenAI
            // who and what
            Map.entry("invalid_api_key", ErrorKind.AUTHENTICATION), // OpenAI, Groq
            Map.entry("authentication_error", ErrorKind.AUTHENTICATION), // DeepSeek
            Map.entry("invalid_authentication_error", ErrorKind.AUTHENTICATION), // Moonshot
            Map.entry("model_not_found", ErrorKind.NOT_FOUND), // OpenAI, Groq
            Map.entry("deploymentnotfound", ErrorKind.NOT_FOUND)); // Azure OpenAI

    private static final List<String> CONTEXT_WINDOW = List.of(
            "maximum context length", // OpenAI, vLLM, OpenRouter, Mistral
            "maximum prompt length", // xAI
            "context window",
            "exceeds the context length", // Ollama
            "available context size", // llama.cpp
            "prompt is too long", // Fireworks, Anthropic behind a gateway
            "input is too long",
            "total length of all messages is too long", // Perplexity
            "reduce the length of the messages", // OpenAI, Groq
            "exceeds the maximum number of tokens", // Google
            "`inputs` tokens + `max_new_tokens` must be"); // Text Generation Inference, Together

    private static final List<String> CONTENT_POLICY = List.of(
            "content management policy", // Azure OpenAI
            "content policy",
            "usage policies", // OpenAI
            "usage policy",
            "safety system", // OpenAI
            "content exists risk", // DeepSeek
            "input was flagged"); // OpenRouter

    private static final List<String> AUTHENTICATION = List.of("incorrect api key", "invalid api key"); // xAI, with 400

    /** Statuses under which servers say things that the status itself does not say; 0 stands for no status. */
    private static final Set<Integer> OPEN = Set.of(0, 400, 403, 413, 422, 500);

    private ErrorKinds() {}

    /** @param status 400 to 599, or 0 if there is none */
    static ErrorKind of(int status, ErrorBody body) {
        return byCode(body.code())
                .or(() -> byCode(body.type()))
                .or(() -> byCode(Optional.of(body.hint().strip())))
                .or(() -> OPEN.contains(status) ? byPhrase(body) : Optional.empty())
                .orElseGet(() -> byStatus(status));
    }

    private static Optional<ErrorKind> byCode(Optional<String> code) {
        return code.map(value -> BY_CODE.get(value.toLowerCase(Locale.ROOT)));
    }

    private static Optional<ErrorKind> byPhrase(ErrorBody body) {
        String words = (body.message() + " " + body.hint()).toLowerCase(Locale.ROOT);
        if (CONTEXT_WINDOW.stream().anyMatch(words::contains)) {
            return Optional.of(ErrorKind.CONTEXT_WINDOW);
        }
        if (CONTENT_POLICY.stream().anyMatch(words::contains)) {
            return Optional.of(ErrorKind.CONTENT_POLICY);
        }
        return AUTHENTICATION.stream().anyMatch(words::contains)
                ? Optional.of(ErrorKind.AUTHENTICATION)
                : Optional.empty();
    }

    private static ErrorKind byStatus(int status) {
        return switch (status) {
            case 401 -> ErrorKind.AUTHENTICATION;
            case 402 -> ErrorKind.QUOTA;
            case 403 -> ErrorKind.PERMISSION;
            case 404 -> ErrorKind.NOT_FOUND;
            case 405 -> ErrorKind.METHOD_NOT_ALLOWED;
            case 408, 504, 524 -> ErrorKind.UPSTREAM_TIMEOUT;
            case 409, 425 -> ErrorKind.UPSTREAM; // may pass: the official SDKs try again
            case 413 -> ErrorKind.TOO_LARGE;
            case 429 -> ErrorKind.RATE_LIMIT;
            case 498, 503, 529 -> ErrorKind.OVERLOADED; // 498: Groq's flex tier is full
            default -> status >= 400 && status < 500 ? ErrorKind.INVALID_REQUEST : ErrorKind.UPSTREAM;
        };
    }
}
