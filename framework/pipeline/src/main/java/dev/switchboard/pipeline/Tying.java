package dev.switchboard.pipeline;

import dev.switchboard.pipeline.route.AffinityMode;
import dev.switchboard.pipeline.route.Model;
import dev.switchboard.pipeline.route.Ties;
import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.chat.Message;
import dev.switchboard.spi.chat.Role;
import dev.switchboard.spi.chat.Tool;
import dev.switchboard.spi.error.GatewayException;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Finds what ties a call to a target. A conversation is known by how it began: what stands before the first word of the user, and
 * that word. It stays the same however long the conversation becomes, also where its reasoning is signed.
 */
final class Tying {
    private static final long OFFSET = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private Tying() {}

    static Ties ties(ExchangeRecord record, Model model) {
        AffinityMode mode = model.plan().affinity();
        if (mode == AffinityMode.NONE || model.targets().size() == 1) {
            return Ties.NONE;
        }
        long owner = hash(hash(OFFSET, record.caller().id()), model.name());
        Optional<String> session = record.options().session();
        if (mode == AffinityMode.SESSION) {
            return session.map(name -> new Ties(OptionalLong.of(hash(owner, name)), OptionalLong.empty()))
                    .orElse(Ties.NONE);
        }
        Optional<ChatRequest> request = chat(record);
        if (request.isEmpty()) {
            return Ties.NONE;
        }
        long prefix = prefix(owner, request.get());
        long conversation = session.map(name -> hash(owner, name)).orElseGet(() -> firstWord(prefix, request.get()));
        return new Ties(
                OptionalLong.of(conversation),
                mode == AffinityMode.PROMPT_CACHE ? OptionalLong.of(prefix) : OptionalLong.empty());
    }

    /** A body that does not hold a chat is for the upstream to refuse. */
    private static Optional<ChatRequest> chat(ExchangeRecord record) {
        try {
            return record.request(ChatRequest.class);
        } catch (GatewayException e) {
            return Optional.empty();
        }
    }

    /** Tools and what stands before the first word of the user: what a provider's cache keeps. */
    private static long prefix(long start, ChatRequest request) {
        long hash = start;
        for (Tool tool : request.tools()) {
            hash = hash(hash, tool.toString());
        }
        for (Message message : request.messages()) {
            if (message.role() == Role.USER) {
                return hash;
            }
            hash = hash(hash, message.text());
        }
        return hash;
    }

    private static long firstWord(long prefix, ChatRequest request) {
        for (Message message : request.messages()) {
            if (message.role() == Role.USER) {
                return hash(prefix, message.text());
            }
        }
        return prefix;
    }

    /** FNV-1a over the text's characters. */
    private static long hash(long start, String text) {
        long hash = start;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * PRIME;
        }
        return hash;
    }
}
