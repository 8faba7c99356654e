package dev.switchboard.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.cache.memory.MemoryCachePlugin;
import dev.switchboard.testkit.http.RawReply;
import dev.switchboard.testkit.http.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Many tenants ask the same, and each is answered by itself: no answer that was made for one reaches another, with a cache in between.
 * {@code -Dswitchboard.tenants.calls=1000000} asks longer.
 */
class TenantsTest {
    private static final int TENANTS = 50;
    private static final int QUESTIONS = 5;
    private static final int AT_ONCE = 8;
    private static final int CALLS = Integer.getInteger("switchboard.tenants.calls", 4_000);
    private static final Pattern CANARY = Pattern.compile("canary-\\d+");

    private static String question(int number, boolean stream) {
        return "{\"model\":\"m\",\"max_tokens\":2,\"stream\":" + stream
                + ",\"messages\":[{\"role\":\"user\",\"content\":\"" + number + "\"}]}";
    }

    private static Reply fresh(AtomicInteger answers, boolean stream) {
        String canary = "canary-" + answers.incrementAndGet();
        return stream
                ? Reply.sse()
                        .data(
                                "{\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\",\"choices\":[{\"index\":0,"
                                        + "\"delta\":{\"content\":\"" + canary + "\"},\"finish_reason\":\"stop\"}]}")
                        .done()
                        .build()
                : Reply.json(TestingAccounts.COMPLETION.replace("Hello", canary));
    }

    @Test
    void noAnswerOfOneReachesAnother() throws InterruptedException, ExecutionException {
        AtomicInteger answers = new AtomicInteger();
        Map<String, Integer> owners = new ConcurrentHashMap<>();
        AtomicLong foreign = new AtomicLong();
        AtomicLong kept = new AtomicLong();
        try (TestingAccounts accounts = TestingAccounts.start(
                        "{}", "caches: {replies: {type: memory, ttl: 1h}}\n", new MemoryCachePlugin());
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            accounts.upstream.otherwise(
                    request -> fresh(answers, request.bodyText().contains("\"stream\":true")));
            String[] keys = new String[TENANTS];
            for (int tenant = 0; tenant < TENANTS; tenant++) {
                accounts.admin("POST", "/team/new", "{\"team_id\":\"team-" + tenant + "\"}");
                keys[tenant] = accounts.key("{\"team_id\":\"team-" + tenant + "\"}");
            }
            List<Future<?>> all = new ArrayList<>();
            for (int caller = 0; caller < AT_ONCE; caller++) {
                Random random = new Random(caller);
                all.add(callers.submit(() -> {
                    for (int i = 0; i < CALLS / AT_ONCE; i++) {
                        int tenant = random.nextInt(TENANTS);
                        RawReply reply =
                                accounts.chat(keys[tenant], question(random.nextInt(QUESTIONS), random.nextBoolean()));
                        Matcher canary = CANARY.matcher(reply.text());
                        assertTrue(reply.status() == 200 && canary.find(), reply.text());
                        Integer owner = owners.putIfAbsent(canary.group(), tenant);
                        if (owner != null && owner != tenant) {
                            foreign.incrementAndGet();
                        } else if (owner != null) {
                            kept.incrementAndGet();
                        }
                    }
                }));
            }
            for (Future<?> each : all) {
                each.get();
            }
        }
        assertEquals(0, foreign.get(), "answers that others got");
        assertTrue(kept.get() > 0, "the cache answered nobody");
        assertFalse(owners.size() < TENANTS, "too few answers for so many tenants: " + owners.size());
    }
}
