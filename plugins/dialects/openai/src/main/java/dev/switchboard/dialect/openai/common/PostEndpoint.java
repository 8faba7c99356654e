package dev.switchboard.dialect.openai.common;

import dev.switchboard.spi.dialect.Endpoint;
import dev.switchboard.spi.operation.Operation;
import dev.switchboard.spi.stream.StreamEvent;
import dev.switchboard.spi.wire.Wire;
import java.util.List;

/** An endpoint that is posted to. */
public abstract class PostEndpoint<Q, R, E extends StreamEvent> implements Endpoint<Q, R, E> {
    private final List<String> paths;
    private final Operation<Q, R, E> operation;
    private final Wire wire;

    /** An endpoint at these paths. */
    protected PostEndpoint(List<String> paths, Operation<Q, R, E> operation, Wire wire) {
        this.paths = List.copyOf(paths);
        this.operation = operation;
        this.wire = wire;
    }

    @Override
    public final String method() {
        return "POST";
    }

    @Override
    public final List<String> paths() {
        return paths;
    }

    @Override
    public final Operation<Q, R, E> operation() {
        return operation;
    }

    @Override
    public final Wire wire() {
        return wire;
    }
}
