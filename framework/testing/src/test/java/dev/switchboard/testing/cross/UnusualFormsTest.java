package dev.switchboard.testing.cross;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.switchboard.spi.chat.ChatEvent;
import dev.switchboard.spi.chat.ChatEvents;
import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.chat.ChatResponse;
import dev.switchboard.spi.dialect.Call;
import dev.switchboard.spi.dialect.StreamEncoder;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.provider.Target;
import dev.switchboard.spi.upstream.UpstreamReply;
import dev.switchboard.spi.upstream.UpstreamRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Forms of requests and replies that providers document and that traffic seldom has, beside some that nobody knows yet: in their
 * own format everything comes back, in every other what it can say, and the rest is named.
 */
class UnusualFormsTest {
    /** One form. @param json the request or reply */
    private record Form(ChatFormat format, String name, JsonNode json, JsonNode rules) {
        /** What must stand in every format. */
        List<String> kept() {
            return strings("kept");
        }

        /** What must be named where it does not stand. */
        List<String> told() {
            return strings("told");
        }

        /** What may look different in its own format. */
        List<String> changed() {
            return strings("changed");
        }

        private List<String> strings(String rule) {
            return StreamSupport.stream(rules.path(rule).spliterator(), false)
                    .map(JsonNode::asString)
                    .toList();
        }
    }

    private static Stream<Form> forms(String kind) {
        return Stream.of(ChatFormat.values()).flatMap(format -> {
            String file = "unusual/" + kind + "-" + format.name().toLowerCase(Locale.ROOT) + ".json";
            try (InputStream in = Objects.requireNonNull(UnusualFormsTest.class.getResourceAsStream(file), file)) {
                return StreamSupport.stream(JsonMapper.shared().readTree(in).spliterator(), false)
                        .map(each -> new Form(format, each.path("name").asString(), each.path(kind), each))
                        .toList()
                        .stream();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static Call<ChatRequest> call() {
        return Call.<ChatRequest>builder("m", () -> {
                    throw new AssertionError("nobody reads the request");
                })
                .stream(true)
                .usageRequested(true)
                .build();
    }

    private static ChatResponse decoded(Form form) {
        return Sides.translator(form.format())
                .decode(new UpstreamReply(
                        200, Headers.none(), Bytes.utf8(form.json().toString())));
    }

    @TestFactory
    Stream<DynamicTest> repliesInTheirOwnFormat() {
        return forms("reply")
                .map(form -> dynamicTest(form.format() + ": " + form.name(), () -> {
                    Call<ChatRequest> call = call();
                    Bytes written = Sides.endpoint(form.format())
                            .write(decoded(form), call)
                            .body();
                    assertAllIn(form, JsonMapper.shared().readTree(written.utf8()));
                    assertEquals(List.of(), call.changes().list());
                }));
    }

    @TestFactory
    Stream<DynamicTest> repliesInOtherFormats() {
        return forms("reply")
                .flatMap(form -> Stream.of(ChatFormat.values())
                        .filter(target -> target != form.format())
                        .map(target -> dynamicTest(form.format() + " to " + target + ": " + form.name(), () -> {
                            Call<ChatRequest> whole = call();
                            assertTold(
                                    form,
                                    Sides.endpoint(target)
                                            .write(decoded(form), whole)
                                            .body(),
                                    whole.changes().list());
                            assertKept(form, stream(decoded(form), target));
                        })));
    }

    private static Bytes stream(ChatResponse response, ChatFormat target) {
        StreamEncoder<ChatEvent> encoder = Sides.endpoint(target).encoder(call());
        List<Bytes> out = new ArrayList<>();
        ChatEvents.of(response).forEach(event -> out.add(encoder.encode(event)));
        out.add(encoder.end());
        return Bytes.concat(out.toArray(Bytes[]::new));
    }

    @TestFactory
    Stream<DynamicTest> requestsInTheirOwnFormat() {
        return forms("request")
                .map(form -> dynamicTest(form.format() + ": " + form.name(), () -> {
                    UpstreamRequest written = Sides.translator(form.format())
                            .encode(read(form).request(), Target.of("p", "claude-opus-4-7"));
                    assertAllIn(
                            form, JsonMapper.shared().readTree(written.body().utf8()));
                }));
    }

    @TestFactory
    Stream<DynamicTest> requestsInOtherFormats() {
        return forms("request")
                .flatMap(form -> Stream.of(ChatFormat.values())
                        .filter(target -> target != form.format())
                        .map(target -> dynamicTest(form.format() + " to " + target + ": " + form.name(), () -> {
                            try {
                                Call<ChatRequest> call = read(form);
                                UpstreamRequest written = Sides.translator(target)
                                        .encode(call.request(), Target.of("p", Sides.model(target)));
                                List<String> changes =
                                        new ArrayList<>(call.changes().list());
                                changes.addAll(written.changes());
                                assertTold(form, written.body(), changes);
                            } catch (GatewayException refused) {
                                assertTrue(refused.error().param().isPresent(), refused.getMessage());
                            }
                        })));
    }

    private static Call<ChatRequest> read(Form form) {
        return Sides.endpoint(form.format())
                .read(new CallerRequest("m"), Bytes.utf8(form.json().toString()));
    }

    /** Every word and number, but for the model's name and for usage, which is counted in the gateway's own buckets. */
    private static void assertAllIn(Form form, JsonNode written) {
        ObjectNode compared = (ObjectNode) form.json().deepCopy();
        compared.remove(List.of("model", "usage", "usageMetadata"));
        List<String> lost = leaves(compared);
        lost.removeAll(form.changed());
        leaves(written).forEach(lost::remove);
        assertEquals(List.of(), lost, () -> "missing in " + written);
    }

    private static List<String> leaves(JsonNode node) {
        List<String> leaves = new ArrayList<>();
        if (node.isNumber()) {
            leaves.add(node.decimalValue().stripTrailingZeros().toPlainString());
        } else if (node.isValueNode() && !node.isNull() && !node.asString().isEmpty()) {
            leaves.add(node.asString());
        }
        node.forEach(child -> leaves.addAll(leaves(child)));
        return leaves;
    }

    private static void assertKept(Form form, Bytes written) {
        String text = String.join("\n", leaves(tree(written.utf8())));
        for (String kept : form.kept()) {
            assertTrue(text.contains(kept), () -> kept + " is not in " + written.utf8());
        }
    }

    private static void assertTold(Form form, Bytes written, List<String> changes) {
        assertKept(form, written);
        for (String told : form.told()) {
            boolean named = changes.stream().anyMatch(change -> change.contains(told));
            assertTrue(
                    named || written.utf8().contains("\"" + told + "\""),
                    () -> "nothing is said of " + told + ": " + changes + "\n" + written.utf8());
        }
    }

    /** A JSON document, or the data of a stream's events. */
    private static JsonNode tree(String text) {
        if (text.startsWith("{")) {
            return JsonMapper.shared().readTree(text);
        }
        return JsonMapper.shared()
                .valueToTree(text.lines()
                        .filter(line -> line.startsWith("data: {"))
                        .map(line -> JsonMapper.shared().readTree(line.substring("data: ".length())))
                        .toList());
    }
}
