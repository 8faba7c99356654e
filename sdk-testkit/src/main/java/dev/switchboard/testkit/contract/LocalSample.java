package dev.switchboard.testkit.contract;

import dev.switchboard.spi.operation.Operation;
import dev.switchboard.spi.stream.StreamEvent;

/**
 * Shows that a provider executes an operation in this process.
 *
 * @param operation the operation
 * @param request a request it can execute
 * @param streamed whether it can stream this operation
 * @param <Q> the canonical request
 * @param <R> the canonical reply
 * @param <E> the canonical stream event
 */
public record LocalSample<Q, R, E extends StreamEvent>(Operation<Q, R, E> operation, Q request, boolean streamed) {}
