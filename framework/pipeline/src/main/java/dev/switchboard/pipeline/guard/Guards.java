package dev.switchboard.pipeline.guard;

import dev.switchboard.pipeline.attempt.Pieces;
import dev.switchboard.pipeline.instance.FaultyPluginException;
import dev.switchboard.pipeline.instance.Instance;
import dev.switchboard.pipeline.world.Guardrails;
import dev.switchboard.spi.chat.ChatEvent;
import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.chat.ChatResponse;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.exchange.Decision;
import dev.switchboard.spi.exchange.ExchangeContext;
import dev.switchboard.spi.guardrail.Guardrail;
import dev.switchboard.spi.guardrail.Guardrail.Stage;
import dev.switchboard.spi.guardrail.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** The guardrails of one exchange, in the order of the configuration. */
public final class Guards {
    private static final System.Logger LOG = System.getLogger(Guards.class.getName());

    private final Guardrails guardrails;
    private final ExchangeContext exchange;
    private final TimedCall timed;

    /** Guardrails that look at every exchange. @param timeout how long one check may take */
    public Guards(List<Instance<Guardrail>> all, ExchangeContext exchange, Duration timeout) {
        this(new Guardrails(all, Set.of()), exchange, timeout);
    }

    /**
     * The guardrails of an exchange, as its caller has them.
     *
     * @param exchange whose caller may still become known
     * @param timeout  how long one check may take
     */
    public Guards(Guardrails guardrails, ExchangeContext exchange, Duration timeout) {
        this.guardrails = guardrails;
        this.exchange = exchange;
        this.timed = new TimedCall(timeout);
    }

    /** Those that look at this exchange. */
    public List<Instance<Guardrail>> looking() {
        return guardrails.of(exchange.caller());
    }

    /** @throws GatewayException if one is named for the caller that is not there: nobody is let through unchecked */
    public void requireAll() {
        guardrails.missing(exchange.caller()).ifPresent(name -> {
            throw GatewayError.builder(
                            ErrorKind.PERMISSION,
                            "The guardrail \"" + name
                                    + "\" is to look at calls with this key, and is not configured. Tell the"
                                    + " gateway's operator.")
                    .code("guardrail_missing")
                    .build()
                    .asException();
        });
    }

    /** Whether any of them looks at this stage. */
    public boolean look(Stage stage) {
        for (Instance<Guardrail> guardrail : looking()) {
            if (guardrail.component().stages().contains(stage)) {
                return true;
            }
        }
        return false;
    }

    /** Whether any of them looks at replies. */
    public boolean lookAtReplies() {
        return look(Stage.REPLY) || look(Stage.TEXT);
    }

    /**
     * The request to go on with; the same object if nothing was changed.
     *
     * @throws GatewayException of kind {@link ErrorKind#CONTENT_POLICY} if one of them blocks it
     */
    public ChatRequest checkRequest(ChatRequest request) {
        return fold(Stage.REQUEST, request, (guardrail, value) -> guardrail.checkRequest(value, exchange));
    }

    /**
     * The reply to go on with; the same object if nothing was changed.
     *
     * @throws GatewayException of kind {@link ErrorKind#CONTENT_POLICY} if one of them blocks it
     */
    public ChatResponse checkReply(ChatResponse reply) {
        ChatResponse filtered = look(Stage.TEXT) ? new TextFilters(this, filtering()).filter(reply) : reply;
        return checkWhole(filtered);
    }

    /** The checks of whole replies alone, for text that has been filtered on its way. */
    ChatResponse checkWhole(ChatResponse reply) {
        return fold(Stage.REPLY, reply, (guardrail, value) -> guardrail.checkReply(value, exchange));
    }

    /** The same stream with the guardrails in its way. */
    public Pieces<ChatEvent> guard(Pieces<ChatEvent> pieces) {
        Pieces<ChatEvent> guarded = pieces;
        if (look(Stage.TEXT)) {
            guarded = new TextGuardedPieces(guarded, new TextFilters(this, filtering()));
        }
        return look(Stage.REPLY) ? new WholeGuardedPieces(guarded, this) : guarded;
    }

    ExchangeContext exchange() {
        return exchange;
    }

    /** Those that filter text. */
    private List<Instance<Guardrail>> filtering() {
        List<Instance<Guardrail>> filtering = new ArrayList<>();
        for (Instance<Guardrail> guardrail : looking()) {
            if (guardrail.component().stages().contains(Stage.TEXT)) {
                filtering.add(guardrail);
            }
        }
        return filtering;
    }

    private interface Check<T> {
        Verdict<T> check(Guardrail guardrail, T value);
    }

    private <T> T fold(Stage stage, T value, Check<T> check) {
        T current = value;
        for (Instance<Guardrail> guardrail : looking()) {
            if (guardrail.component().stages().contains(stage)) {
                T looked = current;
                current = apply(
                        guardrail,
                        current,
                        () -> timed.call(() -> guardrail.call(component -> check.check(component, looked))));
            }
        }
        return current;
    }

    /** Runs one check and does what it or, if it fails, the operator says. */
    <T> T apply(Instance<Guardrail> guardrail, T value, Supplier<Verdict<T>> check) {
        return switch (attempt(guardrail, Verdict.allow(), check)) {
            case Verdict.Allow<T> ignored -> value;
            case Verdict.Rewrite<T> rewrite -> {
                exchange.decide(new Decision("guard", guardrail.name(), "rewritten: " + rewrite.reason()));
                yield rewrite.replacement();
            }
            case Verdict.Block<T> block -> {
                exchange.decide(new Decision("guard", guardrail.name(), "blocked: " + block.reason()));
                throw GatewayError.builder(ErrorKind.CONTENT_POLICY, block.reason())
                        .code("content_policy_violation")
                        .build()
                        .asException();
            }
        };
    }

    /** Runs code of a guardrail; if it fails, goes on with a value that changes nothing, if the operator says so. */
    <T> T attempt(Instance<Guardrail> guardrail, T nothing, Supplier<T> code) {
        try {
            return code.get();
        } catch (GatewayException e) {
            guardrail.meter().failed(guardrail + " gave up: " + e.error().kind()); // and says why in its own words
            return onFailure(guardrail, nothing, e.error().message());
        } catch (FaultyPluginException e) {
            LOG.log(System.Logger.Level.WARNING, e.getMessage());
            return onFailure(guardrail, nothing, e.fault());
        }
    }

    private <T> T onFailure(Instance<Guardrail> guardrail, T nothing, String what) {
        boolean pass = guardrail.onFailure() == Instance.FailureMode.PASS;
        exchange.decide(
                new Decision("guard", guardrail.name(), "failed (" + what + "), so " + (pass ? "passed" : "blocked")));
        if (pass) {
            return nothing;
        }
        throw GatewayException.of(
                ErrorKind.INTERNAL,
                "guardrail \"" + guardrail.name() + "\" failed and is set to block; tell the gateway's operator");
    }
}
