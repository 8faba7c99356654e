package dev.switchboard.testing.cross;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.switchboard.testing.Gateways;
import dev.switchboard.testing.TestingGateway;
import dev.switchboard.testkit.http.MockUpstream;
import dev.switchboard.testkit.http.RawReply;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** A gateway with a model behind each format, all at one upstream. */
final class CrossGateway implements AutoCloseable {
    final MockUpstream upstream = MockUpstream.start();
    final TestingGateway gateway;

    CrossGateway() {
        String providers = Arrays.stream(ChatFormat.values())
                .map(ChatFormat::configuration)
                .collect(Collectors.joining());
        String models = Arrays.stream(ChatFormat.values())
                .map(ChatFormat::modelConfiguration)
                .collect(Collectors.joining());
        gateway = Gateways.builder()
                .upstream(upstream)
                .config("providers:\n" + providers + "models:\n" + models)
                .start();
    }

    /** A call in the one format that the provider of the other answers. */
    RawReply call(ChatFormat caller, ChatFormat behind, boolean stream) throws IOException {
        String model = behind.model();
        return gateway.post(caller.path(model, stream), caller.request(model, stream));
    }

    /** A test of a caller's format and the format behind. */
    interface Pair {
        void check(ChatFormat caller, ChatFormat behind) throws Exception;
    }

    /** Every pair of formats. */
    static Stream<DynamicTest> pairs(Pair pair) {
        return Stream.of(ChatFormat.values())
                .flatMap(caller -> Stream.of(ChatFormat.values())
                        .map(behind -> dynamicTest(caller + " -> " + behind, () -> pair.check(caller, behind))));
    }

    @Override
    public void close() {
        gateway.close();
        upstream.close();
    }
}
