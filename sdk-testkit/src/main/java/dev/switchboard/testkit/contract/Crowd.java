package dev.switchboard.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.IntPredicate;

/** Many threads that call at the same time. */
final class Crowd {
    private static final int THREADS = 16;
    private static final int ROUNDS = 50;

    private Crowd() {}

    /** Each call must be right, whoever calls meanwhile. @param call whether the call with this number was right */
    static void assertAllRight(IntPredicate call) throws InterruptedException {
        Queue<String> wrong = new ConcurrentLinkedQueue<>();
        List<Thread> threads = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            int first = thread * ROUNDS;
            threads.add(Thread.ofVirtual().start(() -> {
                for (int number = first; number < first + ROUNDS; number++) {
                    try {
                        if (!call.test(number)) {
                            wrong.add("call " + number);
                        }
                    } catch (RuntimeException e) {
                        wrong.add("call " + number + ": " + e);
                    }
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(List.of(), List.copyOf(wrong));
    }
}
