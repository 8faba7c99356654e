package dev.switchboard.redis;

import dev.switchboard.spi.Health;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.shared.SharedValues;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Shared values, each a hash of its version and text. All keys have one hash tag, so that a script finds them in one place.
 */
final class RedisValues implements SharedValues {
    private static final RedisScript READ = new RedisScript("epoch.lua", "read.lua");
    private static final RedisScript WRITE = new RedisScript("epoch.lua", "write.lua");

    private final RedisConnections connections;
    private final String prefix;

    RedisValues(RedisConnections connections, String prefix) {
        this.connections = connections;
        this.prefix = "{" + prefix + "}:";
    }

    @Override
    public Reading read(Collection<String> names) {
        List<String> asked = List.copyOf(names);
        List<?> answer = run(READ, asked, List.of());
        Map<String, Value> values = new HashMap<>();
        for (int i = 0; i < asked.size(); i++) {
            long version = Long.parseLong(text(answer.get(1 + 2 * i)));
            if (version != Reading.NOTHING) {
                values.put(asked.get(i), new Value(version, text(answer.get(2 + 2 * i))));
            }
        }
        return new Reading(text(answer.getFirst()), values);
    }

    @Override
    public Set<String> write(String epoch, Map<String, Value> changes) {
        List<String> names = List.copyOf(changes.keySet());
        List<byte[]> arguments = new ArrayList<>(List.of(bytes(epoch)));
        List<Value> values = names.stream().map(changes::get).toList();
        values.forEach(value -> {
            arguments.add(bytes(Long.toString(value.version())));
            arguments.add(bytes(value.text()));
        });
        List<?> answer = run(WRITE, names, arguments);
        Set<String> written = new HashSet<>();
        for (int i = 0; i < names.size(); i++) {
            if (Long.valueOf(1).equals(answer.get(i))) {
                written.add(names.get(i));
            }
        }
        return written;
    }

    private List<?> run(RedisScript script, List<String> names, List<byte[]> more) {
        List<byte[]> keys = new ArrayList<>(List.of(bytes(prefix + "epoch")));
        names.forEach(name -> keys.add(bytes(prefix + "value:" + name)));
        List<byte[]> arguments = new ArrayList<>(List.of(bytes(UUID.randomUUID().toString())));
        arguments.addAll(more);
        return connections.call(connection -> (List<?>) script.run(connection, keys, arguments));
    }

    /** A server that is away is no reason to refuse a configuration: it may come. */
    @Override
    public Health selfCheck() {
        try {
            read(List.of());
            return Health.ready();
        } catch (GatewayException e) {
            return Health.degraded(e.error().message());
        }
    }

    @Override
    public void close() {
        connections.close();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(Object bytes) {
        return new String((byte[]) bytes, StandardCharsets.UTF_8);
    }
}
