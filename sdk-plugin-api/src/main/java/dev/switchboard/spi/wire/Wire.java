package dev.switchboard.spi.wire;

/**
 * The name of a wire format, such as {@code openai.chat}. When the caller's wire is one that the provider speaks, bytes
 * can be relayed untouched.
 *
 * @param name lower case, family and format separated by a dot
 */
public record Wire(String name) {
    /** OpenAI chat completions: {@code POST /chat/completions}. */
    public static final Wire OPENAI_CHAT = new Wire("openai.chat");
    /** OpenAI text completions: {@code POST /completions}. */
    public static final Wire OPENAI_COMPLETIONS = new Wire("openai.completions");
    /** OpenAI embeddings: {@code POST /embeddings}. */
    public static final Wire OPENAI_EMBEDDINGS = new Wire("openai.embeddings");
    /** OpenAI moderations: {@code POST /moderations}. */
    public static final Wire OPENAI_MODERATIONS = new Wire("openai.moderations");
    /** OpenAI pictures from words: {@code POST /images/generations}. */
    public static final Wire OPENAI_IMAGES = new Wire("openai.images");
    /** OpenAI pictures from pictures: {@code POST /images/edits}. */
    public static final Wire OPENAI_IMAGE_EDITS = new Wire("openai.image-edits");
    /** OpenAI pictures like another: {@code POST /images/variations}. */
    public static final Wire OPENAI_IMAGE_VARIATIONS = new Wire("openai.image-variations");
    /** OpenAI text to speech: {@code POST /audio/speech}. */
    public static final Wire OPENAI_SPEECH = new Wire("openai.speech");
    /** OpenAI speech to text: {@code POST /audio/transcriptions}. */
    public static final Wire OPENAI_TRANSCRIPTIONS = new Wire("openai.transcriptions");
    /** OpenAI speech to English text: {@code POST /audio/translations}. */
    public static final Wire OPENAI_TRANSLATIONS = new Wire("openai.translations");
    /** OpenAI models: {@code GET /models}. */
    public static final Wire OPENAI_MODELS = new Wire("openai.models");

    /** OpenAI responses: {@code POST /responses}. */
    public static final Wire OPENAI_RESPONSES = new Wire("openai.responses");
    /** OpenAI token counting of a response that is not made: {@code POST /responses/input_tokens}. */
    public static final Wire OPENAI_INPUT_TOKENS = new Wire("openai.input-tokens");
    /** OpenAI compaction of a conversation: {@code POST /responses/compact}. */
    public static final Wire OPENAI_COMPACT = new Wire("openai.compact");
    /** OpenAI responses that the provider keeps: {@code /responses/{id}} and what lies below. */
    public static final Wire OPENAI_STORED_RESPONSES = new Wire("openai.stored-responses");
    /** Anthropic messages: {@code POST /v1/messages}. */
    public static final Wire ANTHROPIC_MESSAGES = new Wire("anthropic.messages");
    /** Anthropic token counting: {@code POST /v1/messages/count_tokens}. */
    public static final Wire ANTHROPIC_COUNT_TOKENS = new Wire("anthropic.count-tokens");
    /** Gemini content generation: {@code POST /v1beta/models/{model}:generateContent} and its streamed sister. */
    public static final Wire GEMINI_GENERATE = new Wire("gemini.generate");
    /** Gemini token counting: {@code POST /v1beta/models/{model}:countTokens}. */
    public static final Wire GEMINI_COUNT_TOKENS = new Wire("gemini.count-tokens");
    /** Gemini embeddings of one text: {@code POST /v1beta/models/{model}:embedContent}. */
    public static final Wire GEMINI_EMBED = new Wire("gemini.embed");
    /** Gemini embeddings of several texts: {@code POST /v1beta/models/{model}:batchEmbedContents}. */
    public static final Wire GEMINI_BATCH_EMBED = new Wire("gemini.batch-embed");
    /** Gemini models: {@code GET /v1beta/models}. */
    public static final Wire GEMINI_MODELS = new Wire("gemini.models");

    /** Reranking as Jina defined it and most servers speak it: {@code POST /v1/rerank}. */
    public static final Wire JINA_RERANK = new Wire("jina.rerank");
    /** Reranking as Cohere has it: {@code POST /v2/rerank}. */
    public static final Wire COHERE_RERANK = new Wire("cohere.rerank");

    /** @throws IllegalArgumentException if the name is not of the form {@code family.format} */
    public Wire {
        if (!name.matches("[a-z0-9-]+(\\.[a-z0-9-]+)+")) {
            throw new IllegalArgumentException("wire: \"" + name + "\" (expected: family.format in lower case)");
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
