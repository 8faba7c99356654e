package dev.switchboard.spi.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.spi.admission.Admission;
import dev.switchboard.spi.cache.CacheQuery;
import dev.switchboard.spi.cache.CachedReply;
import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.ChatEvent;
import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.chat.ChatResponse;
import dev.switchboard.spi.chat.Message;
import dev.switchboard.spi.chat.Role;
import dev.switchboard.spi.chat.StopReason;
import dev.switchboard.spi.dialect.Call;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.exchange.ExchangeContext;
import dev.switchboard.spi.guardrail.Verdict;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.identity.Identity;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.provider.Target;
import dev.switchboard.spi.routing.Candidate;
import dev.switchboard.spi.runtime.RuntimeConfig;
import dev.switchboard.spi.usage.Usage;
import dev.switchboard.spi.wire.Extras;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExamplesTest {
    private static final TestingExchange EXCHANGE = new TestingExchange("team/a");

    private static ChatRequest ask(String text) {
        return ChatRequest.builder("demo", List.of(Message.of(Role.USER, text))).build();
    }

    private static ChatResponse answer(Block... content) {
        ChatResponse.Choice choice =
                new ChatResponse.Choice(0, List.of(content), StopReason.END_TURN, Optional.empty());
        return new ChatResponse("r", "m", Instant.EPOCH, List.of(choice), Usage.none(), Extras.NONE);
    }

    @Test
    void theLeastBusyTargetIsTaken() {
        Candidate spare = new TestingTarget(Target.of("c", "m"), 0, 0);
        Candidate small = new TestingTarget(Target.of("a", "m"), 1, 2);
        Candidate large = new TestingTarget(Target.of("b", "m"), 4, 5);

        assertSame(large, new LeastBusyStrategy().choose(EXCHANGE, List.of(spare, small, large)));
    }

    @Test
    void theCacheKeepsWhatWasAskedForLast() {
        record Query(String key) implements CacheQuery {
            @Override
            public ExchangeContext exchange() {
                return EXCHANGE;
            }
        }
        CachedReply reply = new CachedReply(200, Headers.none(), List.of(Bytes.utf8("{}")), Usage.none());
        MemoryCache cache = new MemoryCache(2);
        cache.store(new Query("a"), reply);
        cache.store(new Query("b"), reply);
        assertTrue(cache.find(new Query("a")).isPresent());
        cache.store(new Query("c"), reply);

        assertEquals(Optional.empty(), cache.find(new Query("b")));
        assertEquals(Optional.of(reply), cache.find(new Query("a")));
    }

    @Test
    void theGuardRefusesAndMasks() {
        ProjectNameGuard guard = new ProjectNameGuard("Bluebird");

        assertInstanceOf(Verdict.Block.class, guard.checkRequest(ask("What is Bluebird?"), EXCHANGE));
        assertInstanceOf(Verdict.Allow.class, guard.checkRequest(ask("What is a bird?"), EXCHANGE));
    }

    @Test
    void aMaskedWordMayBeCutAnywhere() {
        String text = "On Bluebird, BlueBluebird and Blue";
        for (int cut = 0; cut <= text.length(); cut++) {
            MaskingFilter filter = new MaskingFilter("Bluebird");
            StringBuilder out = new StringBuilder();
            for (String piece : List.of(text.substring(0, cut), text.substring(cut))) {
                out.append(
                        filter.next(piece) instanceof Verdict.Rewrite<String> rewrite ? rewrite.replacement() : piece);
            }
            assertEquals("On ********, Blue******** and Blue", out + filter.end(), "cut at " + cut);
        }
    }

    @Test
    void aReplyWithoutTextIsRefused() {
        EmptyReplyGuard guard = new EmptyReplyGuard();

        assertInstanceOf(Verdict.Allow.class, guard.checkReply(answer(new Block.Text("Hi")), EXCHANGE));
        assertInstanceOf(Verdict.Block.class, guard.checkReply(answer(), EXCHANGE));
    }

    @Test
    void promptsAreFilledIn() {
        ConfiguredPrompts prompts = new ConfiguredPrompts(Map.of("support", "Help {{who}} with ${{price}}"));

        List<Message> found = prompts.find(
                        "support", Map.of("who", JsonText.string("Ada \"A\""), "price", JsonText.number(5)))
                .orElseThrow();
        assertEquals("Help Ada \"A\" with $5", found.getFirst().text());
        assertEquals(Optional.empty(), prompts.find("sales", Map.of()));
        GatewayException missing = assertThrows(GatewayException.class, () -> prompts.find("support", Map.of()));
        assertEquals(ErrorKind.INVALID_REQUEST, missing.error().kind());
    }

    @Test
    void tokensAreKnownByTheirHash() {
        TokenIdentity identity = new TokenIdentity(Map.of(TokenIdentity.hash("sk-fake-shop"), "shop"));

        Identity.Identification known =
                identity.identify(TestingRequest.of("/v1/models", "authorization", "Bearer sk-fake-shop"));
        assertEquals(
                "team/shop",
                assertInstanceOf(Identity.Identification.Known.class, known)
                        .caller()
                        .id());
        for (TestingRequest other :
                List.of(TestingRequest.of("/"), TestingRequest.of("/", "x-api-key", "sk-fake-other"))) {
            assertInstanceOf(Identity.Identification.Unknown.class, identity.identify(other));
        }
    }

    @Test
    void whatIsBlockedByOneCallIsRefusedByTheNext() {
        TeamAccounts accounts = new TeamAccounts(Map.of(TokenIdentity.hash("sk-fake-shop"), "shop"));
        Identity.Identification.Known known = assertInstanceOf(
                Identity.Identification.Known.class,
                accounts.identify(TestingRequest.of("/", "authorization", "Bearer sk-fake-shop")));
        TestingExchange exchange = new TestingExchange(known.caller());
        assertInstanceOf(Admission.Decision.Admitted.class, accounts.admit(exchange));

        accounts.handle(TestingRequest.of("/teams/block"), Bytes.utf8("shop"), Optional.empty());
        assertInstanceOf(Admission.Decision.Refused.class, accounts.admit(exchange));
    }

    @Test
    void aCallerWaitsForAFreeSlot() {
        CallsAtOnce admission = new CallsAtOnce(1);
        Admission.Decision.Admitted first =
                assertInstanceOf(Admission.Decision.Admitted.class, admission.admit(EXCHANGE));

        Admission.Decision.Refused second =
                assertInstanceOf(Admission.Decision.Refused.class, admission.admit(EXCHANGE));
        assertEquals(ErrorKind.RATE_LIMIT, second.error().kind());
        assertInstanceOf(Admission.Decision.Admitted.class, admission.admit(new TestingExchange("team/b")));

        first.permit().settle(new TestingReport("x-1", 1));
        assertInstanceOf(Admission.Decision.Admitted.class, admission.admit(EXCHANGE));
    }

    @Test
    void slowCallsAreLogged() {
        TestingContext context = new TestingContext();
        SlowCalls callback = new SlowCalls(Duration.ofMillis(100), context);

        callback.report(List.of(new TestingReport("x-1", 100), new TestingReport("x-2", 101)));

        assertEquals(List.of("WARNING x-2: demo took 101 ms in 0 attempts"), context.lines);
    }

    @Test
    void thePageTellsTheTime() {
        StatusPage page = new StatusPage(new TestingContext().clock());

        assertEquals("/time", page.routes().getFirst().template());
        assertEquals(
                "{\"now\":\"2026-01-02T03:04:05Z\"}",
                page.handle(TestingRequest.of("/time"), Bytes.empty(), Optional.empty())
                        .body()
                        .utf8());
    }

    @Test
    void modelsAreAddedWhileTheGatewayRuns() {
        DiscoveredModels models = new DiscoveredModels(RuntimeConfig.NONE);

        assertEquals(List.of(), models.configParts());
        models.handle(TestingRequest.of("/discovered"), Bytes.utf8("m-1"), Optional.empty());
        assertEquals(List.of("models"), models.configParts().getFirst().config().keys());
    }

    @Test
    void plainTextIsADialect() {
        PlainDialect dialect = new PlainDialect();
        PlainChat chat = assertInstanceOf(PlainChat.class, dialect.endpoints().getFirst());
        Call<ChatRequest> call = chat.read(
                new TestingRequest("/plain/a/b", Headers.none(), Map.of("stream", ""), Map.of("model", "a/b")),
                Bytes.utf8("Hello"));

        assertEquals("a/b", call.model());
        assertTrue(call.stream());
        assertEquals("Hello", call.request().messages().getFirst().text());
        assertEquals(
                "Hi\n", chat.write(answer(new Block.Text("Hi")), call).body().utf8());
        GatewayError error = GatewayError.of(ErrorKind.NOT_FOUND, "No such model");
        assertEquals(404, dialect.error(error).status());

        PlainStream stream = new PlainStream();
        assertEquals(
                "Hi",
                stream.encode(new ChatEvent.BlockDelta(0, 0, new ChatEvent.Delta.Text("Hi")))
                        .utf8());
        assertTrue(stream.encode(new ChatEvent.BlockStopped(0, 0)).isEmpty());
        assertEquals("\n-- failed: No such model\n", stream.error(error).utf8());
    }
}
