package dev.switchboard.http.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.spi.http.HttpReply;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a caller costs who stays connected and says nothing more. */
@Timeout(60)
class EdgeMemoryTest {
    private static final int CONNECTIONS = 400;
    private static final long MOST_BYTES_EACH = 50_000;
    private static final String GET =
            "GET / HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer sk-fake-%s\r\nUser-Agent: test/%1$s\r\nX-Own: %1$s\r\n\r\n";

    @Test
    void anOpenConnectionKeepsLittle() throws IOException {
        List<RawClient> clients = new ArrayList<>();
        try (TestingEdge edge = TestingEdge.start(caller -> caller.reply(HttpReply.json(200, "{}")))) {
            ask(clients, edge, 20);
            long before = usedHeap();
            ask(clients, edge, CONNECTIONS);
            long each = (usedHeap() - before) / CONNECTIONS;
            assertTrue(each < MOST_BYTES_EACH, each + " bytes for each open connection");
        } finally {
            for (RawClient client : clients) {
                client.close();
            }
        }
    }

    private static void ask(List<RawClient> clients, TestingEdge edge, int connections) throws IOException {
        for (int number = 0; number < connections; number++) {
            RawClient client = edge.connect();
            clients.add(client);
            assertEquals(200, client.send(GET.formatted(number)).readReply().status());
        }
    }

    private static long usedHeap() {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        memory.gc();
        return memory.getHeapMemoryUsage().getUsed();
    }
}
