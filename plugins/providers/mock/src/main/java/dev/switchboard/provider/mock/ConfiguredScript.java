package dev.switchboard.provider.mock;

import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.provider.Target;
import dev.switchboard.spi.usage.Usage;
import dev.switchboard.spi.usage.Usage.Bucket;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The script that stands in the configuration. */
final class ConfiguredScript implements MockScript {
    private static final int MOST_ECHOED = 10_000;

    private static final int WORDS_TO_REPEAT = 8;

    private final List<PreparedRule> rules;
    private final MockConfig config;

    ConfiguredScript(MockConfig config) {
        this.config = config;
        this.rules = config.replies().stream().map(PreparedRule::new).toList();
    }

    /** A rule with its expressions compiled. */
    private static final class PreparedRule {
        private final MockConfig.Rule rule;
        private final Predicate<String> model;
        private final Predicate<String> message;

        PreparedRule(MockConfig.Rule rule) {
            this.rule = rule;
            this.model = test(rule.model().map(Pattern::compile).map(Pattern::asMatchPredicate));
            this.message = test(rule.message().map(Pattern::compile).map(Pattern::asPredicate));
        }

        private static Predicate<String> test(Optional<Predicate<String>> condition) {
            return condition.orElse(ignored -> true);
        }

        boolean matches(String modelName, String lastMessage) {
            return model.test(modelName) && message.test(lastMessage);
        }
    }

    @Override
    public MockReply replyTo(ChatRequest request, Target target) {
        String message = Words.lastMessage(request);
        return rules.stream()
                .filter(rule -> rule.matches(target.model(), message))
                .findFirst()
                .map(rule -> reply(rule.rule, target.model(), message))
                .orElseGet(() -> echo(message));
    }

    private static String shortened(String message) {
        return message.length() <= MOST_ECHOED ? message : message.substring(0, MOST_ECHOED) + "...";
    }

    private MockReply echo(String message) {
        String text = message.isBlank()
                ? "Hello! This is the mock provider; say something, and it comes back."
                : "You said: " + shortened(message)
                        + "\n\nThis is the mock provider. Configure a real one to talk to a model.";
        return MockReply.builder()
                .text(text)
                .delay(config.delay())
                .tokenInterval(config.tokenInterval())
                .build();
    }

    private MockReply reply(MockConfig.Rule rule, String model, String message) {
        MockReply.Builder reply = MockReply.builder()
                .delay(rule.delay().orElse(config.delay()))
                .tokenInterval(rule.tokenInterval().orElse(config.tokenInterval()));
        rule.thinking().ifPresent(reply::thinking);
        rule.text()
                .ifPresent(text -> reply.text(text.replace("{message}", message).replace("{model}", model)));
        rule.tokens().ifPresent(count -> reply.text(Words.filler(count)));
        for (int i = 0; i < rule.toolCalls().size(); i++) {
            MockConfig.ToolCall call = rule.toolCalls().get(i);
            reply.toolCall("call_mock_" + i, call.name(), call.arguments());
        }
        rule.error().ifPresent(failure -> reply.error(error(failure)));
        rule.usage().ifPresent(counts -> reply.usage(usage(counts)));
        rule.cutAfter().ifPresent(reply::cutAfter);
        if (rule.endless()) {
            endless(rule, reply);
        }
        return reply.build();
    }

    private static void endless(MockConfig.Rule rule, MockReply.Builder reply) {
        if (rule.text().isEmpty() && rule.tokens().isEmpty()) {
            reply.text(Words.filler(WORDS_TO_REPEAT));
        }
        reply.endless();
    }

    private static GatewayError error(MockConfig.Failure failure) {
        GatewayError.Builder error =
                GatewayError.builder(failure.kind(), failure.message()).fromUpstream();
        failure.status().ifPresent(error::status);
        failure.retryAfter().ifPresent(error::retryAfter);
        return error.build();
    }

    private static Usage usage(MockConfig.Counts counts) {
        return Usage.builder()
                .set(Bucket.INPUT, counts.input())
                .set(Bucket.CACHE_READ, counts.cacheRead())
                .set(Bucket.OUTPUT, counts.output())
                .set(Bucket.REASONING, counts.reasoning())
                .build();
    }
}
