package dev.switchboard.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.switchboard.accounts.store.mapper.EntityMapper;
import dev.switchboard.accounts.store.mapper.LeaseMapper;
import dev.switchboard.accounts.store.mapper.LedgerMapper;
import dev.switchboard.accounts.store.mapper.RateMapper;
import dev.switchboard.testkit.http.Header;
import dev.switchboard.testkit.http.RawHttp;
import dev.switchboard.testkit.http.RawReply;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.SocketException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Keys that are none, wherever a caller can show one: no error of the gateway's own, and no way in.
 * {@code -Dswitchboard.fuzz=100000} for the long run.
 */
class KeyFuzzTest {
    private static final int ROUNDS = Integer.getInteger("switchboard.fuzz", 1_500);
    private static final List<String> PIECES = List.of(
            "'",
            "\"",
            "%",
            "_",
            "\\",
            ";",
            "--",
            "/*",
            "*/",
            " OR 1=1",
            "' OR '1'='1",
            "') UNION SELECT document FROM entity",
            "; DROP TABLE entity",
            "\t",
            "\u00e4",
            "${jndi:x}",
            "#{id}",
            "sk-",
            "%00",
            "%2e%2e",
            "Bearer ",
            ",",
            "\u2028");
    private static final List<String> FIELDS =
            List.of("authorization", "x-api-key", "x-goog-api-key", "api-key", "x-litellm-api-key");

    private final Random random = new Random(20261122);

    /** A key with pieces put in, cut, or repeated until it is long. */
    private String mutate(String key) {
        StringBuilder text = new StringBuilder(random.nextBoolean() ? key : "");
        for (int i = random.nextInt(4); i >= 0; i--) {
            text.insert(random.nextInt(text.length() + 1), PIECES.get(random.nextInt(PIECES.size())));
        }
        if (random.nextInt(50) == 0) {
            text.append("x".repeat(1 << random.nextInt(4, 20)));
        }
        return text.toString();
    }

    @Test
    void strangeKeysAreStrangersEverywhere() throws IOException {
        try (TestingAccounts accounts = TestingAccounts.start()) {
            String key = accounts.key("{\"key_alias\":\"fuzzed\"}");
            for (int round = 0; round < ROUNDS; round++) {
                String strange = mutate(key);
                if (strange.strip().equals(key)
                        || strange.replace("Bearer ", "").strip().equals(key)) {
                    continue;
                }
                assertStranger(accounts, strange, round);
            }
            assertEquals(200, accounts.chat(key).status(), "everything is still there");
            assertEquals(1, accounts.upstream.requestCount());
            assertEquals(
                    1,
                    accounts.admin("GET", "/key/list?key_alias=fuzzed", "")
                            .get("total_count")
                            .intValue());
        }
    }

    private void assertStranger(TestingAccounts accounts, String strange, int round) throws IOException {
        String field = FIELDS.get(round % FIELDS.size());
        String encoded = URLEncoder.encode(strange, StandardCharsets.UTF_8);
        Header header = new Header(field, (field.equals("authorization") ? "Bearer " : "") + clean(strange));
        RawReply reply = switch (round % 4) {
            case 0 -> ask(accounts.gateway.baseUrl(), "POST", TestingAccounts.CHAT + "?key=" + encoded, List.of());
            case 1 ->
                ask(
                        accounts.gateway.adminUrl(),
                        "GET",
                        "/key/info?key=" + encoded,
                        List.of(new Header("authorization", "Bearer " + accounts.operatorKey())));
            case 2 ->
                ask(
                        accounts.gateway.adminUrl(),
                        "POST",
                        "/key/" + encoded + "/regenerate",
                        List.of(new Header("authorization", "Bearer " + accounts.operatorKey())));
            default -> ask(accounts.gateway.baseUrl(), "POST", TestingAccounts.CHAT, List.of(header));
        };
        assertFalse(
                reply.status() >= 500 || reply.status() < 400,
                () -> reply.status() + " for " + strange.substring(0, Math.min(200, strange.length())));
    }

    /** What no client library would let into a header is left out: the server ends such connections before anybody looks. */
    private static String clean(String text) {
        return text.replaceAll("[^\\x20-\\x7e]", "?");
    }

    private static RawReply ask(URI base, String method, String target, List<Header> headers) throws IOException {
        try (RawHttp http = RawHttp.connect(base)) {
            try {
                http.request(method, target, headers, method.equals("GET") ? "" : TestingAccounts.REQUEST);
            } catch (SocketException e) {
                // A head that is too large is refused before all of it is sent; the reply tells.
            }
            return http.readReply();
        }
    }

    /** MyBatis puts {@code ${...}} into a statement as it is, and what a parameter stands for nowhere. */
    @Test
    void statementsTakeWhatTheyAreGivenAsParametersOnly() throws InvocationTargetException, IllegalAccessException {
        int statements = 0;
        for (Class<?> mapper : List.of(EntityMapper.class, LedgerMapper.class, LeaseMapper.class, RateMapper.class)) {
            for (Method method : mapper.getMethods()) {
                for (Annotation annotation : method.getAnnotations()) {
                    String sql = sql(annotation);
                    assertFalse(sql.contains("${"), method::toString);
                    statements += sql.isEmpty() ? 0 : 1;
                }
            }
        }
        assertFalse(statements < 40, statements + " statements");
    }

    private static String sql(Annotation annotation) throws InvocationTargetException, IllegalAccessException {
        for (Method member : annotation.annotationType().getDeclaredMethods()) {
            if (member.getName().equals("value") && member.invoke(annotation) instanceof String[] lines) {
                return String.join(" ", lines);
            }
        }
        return "";
    }
}
