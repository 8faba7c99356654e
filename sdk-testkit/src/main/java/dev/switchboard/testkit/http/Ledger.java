package dev.switchboard.testkit.http;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** What the mock upstream has seen; bounded, the oldest entries give way. */
final class Ledger {
    private final int capacity;
    private final Deque<ReceivedRequest> requests = new ArrayDeque<>();
    private final Deque<String> problems = new ArrayDeque<>();
    final Progress received = new Progress();
    final Progress connections = new Progress();
    final Progress openConnections = new Progress();

    Ledger(int capacity) {
        this.capacity = capacity;
    }

    void add(ReceivedRequest request) {
        if (capacity > 0) {
            add(requests, request);
        }
        received.increment();
    }

    void addProblem(String problem) {
        add(problems, problem);
    }

    List<ReceivedRequest> requests() {
        synchronized (requests) {
            return List.copyOf(requests);
        }
    }

    List<String> problems() {
        synchronized (problems) {
            return List.copyOf(problems);
        }
    }

    private <T> void add(Deque<T> entries, T entry) {
        synchronized (entries) {
            if (entries.size() == Math.max(1, capacity)) {
                entries.removeFirst();
            }
            entries.addLast(entry);
        }
    }
}
