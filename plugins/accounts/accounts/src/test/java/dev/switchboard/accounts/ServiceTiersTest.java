package dev.switchboard.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.switchboard.testkit.http.RawReply;
import dev.switchboard.testkit.http.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A call costs what the tier and the region cost that served it. */
class ServiceTiersTest {
    private final TestingAccounts accounts = TestingAccounts.start("{}", """
              tiers:
                targets:
                  - provider: up
                    model: tiers
                    price: {request: 0.01, input: 0, output: 0, flex: {request: 0.004, input: 0, output: 0},
                        priority: {request: 0.03, input: 0, output: 0}}
              far:
                targets:
                  - provider: up
                    model: far
                    region: us
                    price: {request: 0.01, input: 0, output: 0, regions: {us: 1.1}}
            """);

    @AfterEach
    void close() {
        accounts.close();
    }

    private static String request(String model, String more) {
        return TestingAccounts.REQUEST.replace("{\"model\":\"m\"", "{\"model\":\"" + model + "\"" + more);
    }

    private void answerWith(String tier) {
        String served = TestingAccounts.COMPLETION.replace("\"usage\"", "\"service_tier\":\"" + tier + "\",\"usage\"");
        accounts.upstream.otherwise(request -> Reply.json(served));
    }

    private String costOf(String key, String request) {
        int before = accounts.admin("GET", "/spend/logs", "").size();
        RawReply reply = accounts.chat(key, request);
        assertEquals(200, reply.status(), reply::text);
        return accounts.rows(before + 1, "").get(0).get("spend").asString();
    }

    @Test
    void tierThatServedTheCallIsPaid() {
        String key = accounts.key("{}");
        String flex = request("tiers", ",\"service_tier\":\"flex\"");
        answerWith("flex");
        assertEquals("0.004", costOf(key, flex));
        answerWith("default");
        assertEquals("0.01", costOf(key, flex), "there was no room in the cheaper tier");
        answerWith("priority");
        assertEquals("0.03", costOf(key, request("tiers", ",\"service_tier\":\"priority\"")));
        assertEquals("0.03", costOf(key, request("tiers", ",\"service_tier\":\"auto\"")), "the provider decided");
    }

    @Test
    void dearerTierIsReservedWhereItIsAskedFor() {
        answerWith("priority");
        String key = accounts.key("{\"max_budget\":0.05}");
        assertEquals(
                200,
                accounts.chat(key, request("tiers", ",\"service_tier\":\"priority\""))
                        .status());
        assertEquals(
                429,
                accounts.chat(key, request("tiers", ",\"service_tier\":\"priority\""))
                        .status());
        answerWith("default");
        assertEquals(200, accounts.chat(key, request("tiers", "")).status());
    }

    @Test
    void tierThatWasAskedForCountsWhereTheReplyBreaksOff() {
        accounts.upstream.otherwise(request -> Reply.sse()
                .data(
                        "{\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"tiers\",\"choices\":"
                                + "[{\"index\":0,\"delta\":{\"content\":\"Hello\"},\"finish_reason\":null}]}")
                .thenClose()
                .build());
        String key = accounts.key("{}");
        accounts.chat(key, request("tiers", ",\"stream\":true,\"service_tier\":\"priority\""));
        assertEquals("0.03", accounts.rows(1, "").get(0).get("spend").asString());
    }

    @Test
    void regionOfTheTargetIsPaid() {
        assertEquals("0.011", costOf(accounts.key("{}"), request("far", "")));
    }
}
