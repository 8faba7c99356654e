/**
 * Ways to choose one of several targets of a model. The pipeline asks for each attempt, offers only targets that have not
 * failed in this exchange, and tells how the attempt went.
 *
 * {@snippet class="dev.switchboard.spi.example.LeastBusyStrategy" region="strategy"}
 *
 * <p>What the gateway knows of a target stands in {@link dev.switchboard.spi.routing.Candidate} and outlives the strategy;
 * {@link dev.switchboard.spi.routing.Rotation} takes the best. A strategy that learns more keeps its numbers by candidate, which
 * is the same object in every call until the configuration changes, and updates them in {@code finished}. An exception, or an answer that was not
 * among the candidates, makes the gateway take the first one and say so in the decision log.
 */
@Export
@Version("1.0.0")
@NullMarked
package dev.switchboard.spi.routing;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
