package dev.switchboard.wire.openai.chat;

import dev.switchboard.spi.chat.ChatParameter;
import dev.switchboard.spi.chat.ChatSupport;
import dev.switchboard.spi.chat.ChatSupport.Handling;
import dev.switchboard.spi.wire.Wire;
import dev.switchboard.wire.openai.Quirks;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Makes a server's row of the parameter matrix: what the format has, and what the server's quirks take away. */
final class SupportTable {
    /** Body members and content parts that are not called what the parameter is called. */
    private static final Map<String, Set<ChatParameter>> BY_MEMBER = Map.of(
            "max_completion_tokens", EnumSet.of(ChatParameter.MAX_TOKENS),
            "reasoning_effort", EnumSet.of(ChatParameter.REASONING),
            "response_format", EnumSet.of(ChatParameter.JSON_OBJECT, ChatParameter.JSON_SCHEMA),
            "tools", EnumSet.of(ChatParameter.TOOLS, ChatParameter.CUSTOM_TOOLS),
            "image_url", EnumSet.of(ChatParameter.IMAGES, ChatParameter.IMAGE_URLS),
            "input_audio", EnumSet.of(ChatParameter.AUDIO),
            "video_url", EnumSet.of(ChatParameter.VIDEO),
            "file", EnumSet.of(ChatParameter.DOCUMENTS, ChatParameter.DOCUMENT_URLS, ChatParameter.STORED_FILES));

    /** Names of one parameter, of which a translated request has only the one that the server knows. */
    private static final Set<String> LIMITS = Set.of("max_tokens", "max_completion_tokens");

    /** What a request means something else without. */
    private static final Set<ChatParameter> ESSENTIAL = EnumSet.of(
            ChatParameter.STOP,
            ChatParameter.N,
            ChatParameter.JSON_OBJECT,
            ChatParameter.JSON_SCHEMA,
            ChatParameter.TOOLS,
            ChatParameter.CUSTOM_TOOLS,
            ChatParameter.TOOL_CHOICE,
            ChatParameter.MODALITIES,
            ChatParameter.IMAGES,
            ChatParameter.IMAGE_URLS,
            ChatParameter.AUDIO,
            ChatParameter.VIDEO,
            ChatParameter.DOCUMENTS,
            ChatParameter.DOCUMENT_URLS,
            ChatParameter.STORED_FILES,
            ChatParameter.TOOL_RESULT_MEDIA);

    private SupportTable() {}

    static ChatSupport of(Quirks quirks) {
        boolean takesThinking = quirks.reasoningInput().isPresent() || quirks.signatures() != Quirks.Signatures.NONE;
        ChatSupport row = ChatSupport.builder(Wire.OPENAI_CHAT, Wire.OPENAI_COMPLETIONS)
                .natively(ChatParameter.values())
                .mapped(ChatParameter.TOOL_RESULT_MEDIA)
                .build();
        row = takesThinking ? row : row.with(Handling.DROPPED, ChatParameter.THINKING);
        row = quirks.cacheMarks() ? row : row.with(Handling.DROPPED, ChatParameter.CACHE_MARKS);
        row = quirks.documentUrls() ? row : row.with(Handling.REFUSED, ChatParameter.DOCUMENT_URLS);
        Set<String> renamed = new TreeSet<>(quirks.rename().keySet());
        renamed.removeIf(name -> LIMITS.contains(name) && !name.equals(quirks.outputLimit()));
        row = with(row, Handling.MAPPED, renamed);
        row = with(row, Handling.DROPPED, quirks.remove());
        row = with(row, Handling.DROPPED, quirks.drop());
        return with(row, Handling.REFUSED, quirks.refuse());
    }

    private static ChatSupport with(ChatSupport row, Handling handling, Set<String> names) {
        ChatSupport changed = row;
        for (String name : names) {
            for (ChatParameter parameter : parameters(name)) {
                boolean refused = handling == Handling.DROPPED && ESSENTIAL.contains(parameter);
                changed = changed.with(refused ? Handling.REFUSED : handling, parameter);
            }
        }
        return changed;
    }

    /** The parameters that a name in the quirks means; none for a member that is not canonical. */
    private static Iterable<ChatParameter> parameters(String name) {
        Set<ChatParameter> known = BY_MEMBER.get(name);
        if (known != null) {
            return known;
        }
        Optional<ChatParameter> same = Arrays.stream(ChatParameter.values())
                .filter(parameter -> parameter.name().equals(name.toUpperCase(Locale.ROOT)))
                .findFirst();
        return same.<Iterable<ChatParameter>>map(List::of).orElse(List.of());
    }
}
