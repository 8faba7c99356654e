package dev.switchboard.provider.bedrock.claude;

import dev.switchboard.provider.bedrock.ServiceTiers;
import dev.switchboard.spi.chat.ChatParameter;
import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.chat.ChatSupport;
import dev.switchboard.spi.chat.ChatSupport.Handling;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.provider.Target;
import dev.switchboard.spi.upstream.UpstreamRequest;
import dev.switchboard.spi.wire.Changes;
import dev.switchboard.spi.wire.Extras;
import dev.switchboard.spi.wire.Wire;
import dev.switchboard.wire.anthropic.Hosting;
import dev.switchboard.wire.anthropic.chat.MessagesTranslator;
import dev.switchboard.wire.anthropic.format.Betas;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Canonical chat to Claude on Bedrock: Anthropic's format, but for what Bedrock refuses or says in its head. */
public final class ClaudeTranslator {
    /** What becomes of each parameter: Bedrock fetches nothing and holds no files. */
    public static final ChatSupport SUPPORT = MessagesTranslator.SUPPORT.with(
            Handling.REFUSED, ChatParameter.IMAGE_URLS, ChatParameter.DOCUMENT_URLS, ChatParameter.STORED_FILES);

    private final MessagesTranslator messages;
    private final BetaRules rules;

    /** Translates for that host. @param betas names that are let through beside those that are known */
    public ClaudeTranslator(Hosting hosting, Collection<String> betas) {
        this.messages = new MessagesTranslator(hosting);
        this.rules = new BetaRules(betas);
    }

    /** Writes the request. */
    public UpstreamRequest encode(ChatRequest wanted, Target target) {
        Changes changes = new Changes();
        Optional<String> tier = ServiceTiers.of(wanted.serviceTier(), changes);
        ChatRequest request = ChatParameter.SERVICE_TIER.removeFrom(wanted).orElse(wanted).toBuilder()
                .extras(trimmed(wanted.extras(), changes))
                .build();
        UpstreamRequest written = messages.encode(SUPPORT.apply(request, changes), target);
        List<String> all = new ArrayList<>(changes.list());
        all.addAll(written.changes());
        return written.withHeaders(tier.map(word -> written.headers().toBuilder()
                                .set("x-amzn-bedrock-service-tier", word)
                                .build())
                        .orElse(written.headers()))
                .withChanges(all.stream().distinct().toList());
    }

    /** Callers of this very format name betas, and members that belong to them. */
    private Extras trimmed(Extras extras, Changes changes) {
        Map<String, JsonText> members = new LinkedHashMap<>(extras.in(Wire.ANTHROPIC_MESSAGES));
        if (members.isEmpty()) {
            return extras;
        }
        List<String> written = Optional.ofNullable(members.remove(Betas.MEMBER)).map(JsonValue::of).stream()
                .flatMap(names -> names.elements().stream())
                .flatMap(name -> name.string().stream())
                .toList();
        List<String> allowed = rules.allowed(written, changes);
        boolean someLeftOut = !changes.list().isEmpty();
        rules.superfluous(List.copyOf(members.keySet()), allowed, someLeftOut, changes)
                .forEach(members::remove);
        if (!allowed.isEmpty()) {
            members.put(Betas.MEMBER, Betas.toJson(allowed));
        }
        return Extras.of(Wire.ANTHROPIC_MESSAGES, members);
    }
}
