package dev.switchboard.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.switchboard.spi.Health;
import dev.switchboard.spi.chat.ChatParameter;
import dev.switchboard.spi.operation.Operation;
import dev.switchboard.spi.provider.Abilities;
import dev.switchboard.spi.provider.Provider;
import dev.switchboard.spi.provider.Target;
import dev.switchboard.spi.stream.StreamEvent;
import dev.switchboard.spi.wire.Wire;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;

/**
 * What every provider must do. The samples of a subclass are its declaration: the provider must have exactly the
 * abilities they show. Needs no network.
 */
public abstract class ProviderContract extends ComponentContract<Provider> {

    /** The key or token that the provider was made with; empty if it has none. It must show up in no text. */
    protected abstract String secret();

    /** The target that requests are encoded for. */
    protected Target target() {
        return Target.of("contract", "contract-model-7");
    }

    /** A sample of each operation that is translated; several of one operation are welcome. */
    protected List<TranslatorSample<?, ?, ?>> translations() {
        return List.of();
    }

    /** A sample of each operation that is executed in this process. */
    protected List<LocalSample<?, ?, ?>> localModels() {
        return List.of();
    }

    /** A sample of each wire that is relayed. */
    protected List<RelaySample> relays() {
        return List.of();
    }

    /** The same chat without and with a parameter; for a provider to which the usual one means nothing. */
    protected ParameterSample sampleOf(ChatParameter parameter) {
        return ParameterSample.of(parameter);
    }

    /** The table of errors: at least one row for each kind that the upstream can tell apart. */
    protected List<ErrorSample> errors() {
        return List.of();
    }

    @Test
    void hasExactlyTheAbilitiesItDeclares() {
        Abilities abilities = component().abilities();
        assertSame(abilities, component().abilities(), "abilities() must return the same object each time");
        Set<String> operations = new TreeSet<>();
        translations().forEach(sample -> operations.add(sample.operation().name()));
        localModels().forEach(sample -> operations.add(sample.operation().name()));
        assertEquals(operations, abilities.operations(), "operations with a sample, and operations of the provider");
        Set<Wire> wires = new HashSet<>(relays().stream().map(RelaySample::wire).toList());
        assertEquals(wires, abilities.wires(), "wires with a sample, and wires of the provider");
    }

    @Test
    void isReady() {
        component().abilities().checkSamples();
        Health health = component().selfCheck();
        assertEquals(Health.State.READY, health.state(), health.detail());
    }

    @Test
    void showsItsSecretInNoText() {
        Expect expect = new Expect(secret());
        expect.noSecret(component().toString(), "the provider's toString()");
        expect.noSecret(component().abilities().toString(), "the abilities' toString()");
        expect.noSecret(component().selfCheck().detail(), "the self-check");
    }

    @TestFactory
    Stream<DynamicTest> translates() {
        return translations().stream().flatMap(this::translates);
    }

    @TestFactory
    Stream<DynamicTest> doesWithEachParameterWhatItDeclares() {
        Abilities abilities = component().abilities();
        return abilities.chatSupport().stream().flatMap(support -> {
            var translator = abilities.translator(Operation.CHAT).orElseThrow();
            SupportChecks check = new SupportChecks(support, translator, target());
            return support.cells().entrySet().stream()
                    .map(cell -> dynamicTest(
                            cell.getKey().field() + " is " + cell.getValue(),
                            () -> check.doesWhatItDeclares(cell.getKey(), sampleOf(cell.getKey()))));
        });
    }

    @TestFactory
    Stream<DynamicTest> executes() {
        return localModels().stream().flatMap(this::executes);
    }

    @TestFactory
    Stream<DynamicTest> relaysBytes() {
        return relays().stream().flatMap(this::relays);
    }

    private <Q, R, E extends StreamEvent> Stream<DynamicTest> translates(TranslatorSample<Q, R, E> sample) {
        var translator = component().abilities().translator(sample.operation()).orElseThrow();
        var check = new TranslatorChecks<>(sample, translator, target(), new Expect(secret()));
        Named tests = new Named(sample.operation() + ": ");
        tests.add("encodes the same bytes each time", check::encodesTheSameBytesEachTime);
        tests.add(
                "connects where it says",
                () -> check.connectsWhereItSays(component().destinations()));
        tests.add("sends nothing unasked", check::sendsNothingUnasked);
        tests.add("decodes a reply", check::decodesAReply);
        if (!sample.opaque()) {
            tests.add("refuses what is no reply", check::refusesWhatIsNoReply);
        }
        addErrors(tests, new ErrorChecks(translator::error, new Expect(secret())));
        sample.stream()
                .ifPresentOrElse(
                        stream -> {
                            tests.add("decodes a stream", () -> check.decodesAStream(stream));
                            tests.add("decodes streams apart", () -> check.decodesStreamsApart(stream));
                            tests.add("ignores empty events", () -> check.ignoresEmptyEvents(stream));
                            tests.add("notices a cut at each event", () -> check.noticesACutAtEachEvent(stream));
                            tests.add("notices a damaged event", () -> check.noticesADamagedEvent(stream));
                        },
                        () -> tests.add("refuses to stream", check::refusesToStream));
        return tests.stream();
    }

    private <Q, R, E extends StreamEvent> Stream<DynamicTest> executes(LocalSample<Q, R, E> sample) {
        Operation<Q, R, E> operation = sample.operation();
        var model = component().abilities().local(operation).orElseThrow();
        var check = new LocalChecks<>(sample, model, target(), new Expect(secret()));
        Named tests = new Named(operation + ": ");
        tests.add("executes", check::executes);
        if (sample.streamed()) {
            tests.add("streams", check::streams);
            tests.add("closes a stream early and twice", check::closesAStreamEarlyAndTwice);
        } else {
            tests.add("refuses to stream", check::refusesToStream);
        }
        return tests.stream();
    }

    private Stream<DynamicTest> relays(RelaySample sample) {
        var relay = component().abilities().relay(sample.wire()).orElseThrow();
        RelayChecks check = new RelayChecks(sample, relay, target(), new Expect(secret()));
        Named tests = new Named(sample.wire() + ": ");
        tests.add("changes nothing but the model", check::changesNothingButTheModel);
        tests.add("keeps members it does not know", check::keepsMembersItDoesNotKnow);
        tests.add("encodes the same bytes each time", check::encodesTheSameBytesEachTime);
        tests.add(
                "connects where it says",
                () -> check.connectsWhereItSays(component().destinations()));
        tests.add("reads the usage of a reply", check::readsTheUsageOfAReply);
        tests.add("refuses what is no reply", check::refusesWhatIsNoReply);
        addErrors(tests, new ErrorChecks(relay::error, new Expect(secret())));
        sample.stream().ifPresent(stream -> {
            tests.add("observes a stream", () -> check.observesAStream(stream));
            tests.add("notices a cut before the last content", () -> check.noticesACutBeforeTheLastContent(stream));
        });
        return tests.stream();
    }

    private void addErrors(Named tests, ErrorChecks check) {
        for (ErrorSample error : errors()) {
            tests.add("reads " + error.reply().status() + " as " + error.kind(), () -> check.reads(error));
        }
        tests.add("copes with any error body", check::copesWithAnyBody);
        tests.add("reads retry-after", check::readsRetryAfter);
    }

    /** Collects tests whose names begin alike. */
    private record Named(String prefix, List<DynamicTest> tests) {
        Named(String prefix) {
            this(prefix, new ArrayList<>());
        }

        void add(String name, Executable test) {
            tests.add(dynamicTest(prefix + name, test));
        }

        Stream<DynamicTest> stream() {
            return tests.stream();
        }
    }
}
