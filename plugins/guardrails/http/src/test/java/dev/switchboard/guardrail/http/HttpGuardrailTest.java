package dev.switchboard.guardrail.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.guardrail.http.HttpConfig.Side;
import dev.switchboard.spi.chat.Annotations;
import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.chat.Message;
import dev.switchboard.spi.chat.Role;
import dev.switchboard.spi.config.DataSize;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.guardrail.Verdict;
import dev.switchboard.testkit.doubles.TestingExchange;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpGuardrailTest {
    private static final ChatRequest REQUEST = ChatRequest.builder(
                    "m",
                    List.of(
                            Message.of(Role.SYSTEM, "Be brief"),
                            Message.of(
                                    Role.USER,
                                    List.of(
                                            new Block.Text("Say \"hi\""),
                                            new Block.ToolResult(
                                                    "1", List.of(new Block.Text("42")), false, Annotations.NONE)))))
            .build();

    private static Verdict<ChatRequest> check(Service service) {
        return new HttpGuardrail(Service.config(Side.REQUEST), service)
                .checkRequest(REQUEST, TestingExchange.chat("public"));
    }

    @Test
    void asksAboutEveryTextOnceWithItsSecretAndItsTime() {
        Service service = Service.answering("{\"action\":\"allow\"}");

        assertInstanceOf(Verdict.Allow.class, check(service));

        assertEquals(
                "{\"check\":\"request\",\"exchange\":\"exchange-1\",\"caller\":\"team-a\",\"model\":\"public\","
                        + "\"operation\":\"chat\",\"stream\":false,\"texts\":[{\"role\":\"system\",\"text\":\"Be brief\"},"
                        + "{\"role\":\"user\",\"text\":\"Say \\\"hi\\\"\"},{\"role\":\"tool\",\"text\":\"42\"}]}",
                service.asked.getFirst().body().utf8());
        assertEquals(
                Optional.of("Bearer sk-test-not-a-real-key"),
                service.asked.getFirst().headers().first("authorization"));
        assertEquals(List.of(Duration.ofSeconds(2)), service.timeouts);
    }

    @Test
    void blocksWithTheServicesReason() {
        Verdict<ChatRequest> verdict = check(Service.answering("{\"action\":\"block\",\"reason\":\"Not here.\"}"));
        assertEquals("Not here.", assertInstanceOf(Verdict.Block.class, verdict).reason());
    }

    @Test
    void replacesTextByTextAndLeavesWhatIsNull() {
        Verdict<ChatRequest> verdict =
                check(Service.answering("{\"action\":\"replace\",\"texts\":[null,\"Say nothing\",\"[number]\"]}"));

        ChatRequest changed =
                (ChatRequest) assertInstanceOf(Verdict.Rewrite.class, verdict).replacement();
        assertEquals("Be brief", changed.messages().getFirst().text());
        assertEquals("Say nothing", changed.messages().getLast().text());
        Block.ToolResult result =
                (Block.ToolResult) changed.messages().getLast().content().getLast();
        assertEquals(List.of(new Block.Text("[number]")), result.content());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>",
                "[]",
                "{}",
                "{\"action\":\"maybe\"}",
                "{\"action\":\"replace\"}",
                "{\"action\":\"replace\",\"texts\":[\"one\"]}",
                "{\"action\":\"replace\",\"texts\":[1,2,3]}"
            })
    void failsOnWhatIsNoAnswer(String answer) {
        GatewayException failure = assertThrows(GatewayException.class, () -> check(Service.answering(answer)));
        assertEquals(ErrorKind.UPSTREAM, failure.error().kind());
        assertTrue(failure.getMessage().contains("guard.test"), failure::getMessage);
    }

    @Test
    void failsOnAnErrorWithoutItsWords() {
        GatewayException failure =
                assertThrows(GatewayException.class, () -> check(new Service(500, question -> question)));
        assertTrue(failure.getMessage().endsWith("answered 500"), failure::getMessage);
    }

    @Test
    void boundsWhatGoesOutAndWhatComesIn() {
        Service service = Service.answering("{\"action\":\"allow\",\"pad\":\"" + "x".repeat(2_000) + "\"}");
        assertThrows(GatewayException.class, () -> check(service));

        ChatRequest large = ChatRequest.builder("m", List.of(Message.of(Role.USER, "x".repeat(2_000))))
                .build();
        HttpGuardrail guardrail = new HttpGuardrail(Service.config(Side.REQUEST), service);
        service.asked.clear();
        assertThrows(GatewayException.class, () -> guardrail.checkRequest(large, TestingExchange.chat("m")));
        assertTrue(service.asked.isEmpty());
    }

    @Test
    void cutsALongReason() {
        Verdict<ChatRequest> verdict =
                check(Service.answering("{\"action\":\"block\",\"reason\":\"" + "x".repeat(600) + "\"}"));
        assertEquals(
                500, assertInstanceOf(Verdict.Block.class, verdict).reason().length());
    }

    @Test
    void connectsToItsServiceOnly() {
        assertEquals(
                Set.of(Service.URL),
                new HttpGuardrail(Service.config(Side.REQUEST), Service.answering("")).destinations());
    }

    @Test
    void sendsTheSecretAsItIsInAFieldOfItsOwn() {
        HttpConfig config = new HttpConfig(
                Service.URL,
                List.of(Side.REPLY),
                Optional.of("sk-test-not-a-real-key"),
                "x-guardrail-key",
                Duration.ofSeconds(1),
                DataSize.parse("1KB"));
        assertEquals(Optional.of("sk-test-not-a-real-key"), config.headers().first("x-guardrail-key"));
        assertFalse(config.headers().first("authorization").isPresent());
    }

    @Test
    void refusesSettingsThatCannotWork() {
        assertWrong("ftp://guard.test/", List.of(Side.REQUEST), "authorization", Duration.ofSeconds(1));
        assertWrong("http://guard.test/", List.of(), "authorization", Duration.ofSeconds(1));
        assertWrong("http://guard.test/", List.of(Side.REQUEST), "two words", Duration.ofSeconds(1));
        assertWrong("http://guard.test/", List.of(Side.REQUEST), "authorization", Duration.ZERO);
        assertWrong("http://guard.test/", List.of(Side.REQUEST), "authorization", Duration.ofSeconds(11));
    }

    private static void assertWrong(String url, List<Side> check, String header, Duration timeout) {
        assertThrows(
                IllegalArgumentException.class,
                () -> new HttpConfig(URI.create(url), check, Optional.empty(), header, timeout, DataSize.parse("1KB")));
    }
}
