package dev.switchboard.routing.complexity;

import dev.switchboard.spi.config.Description;
import java.util.List;
import java.util.Optional;

/**
 * Which requests go where.
 *
 * @param rules the first that fits decides
 */
public record ComplexityConfig(
        @Description("Rules, the first that fits decides. A request that none fits goes by its difficulty.")
        List<Rule> rules) {
    /**
     * One rule; all that it names must hold.
     *
     * @param target   the target to take, as {@code provider/model}
     * @param contains words of which the last message must contain one, in any case
     * @param tokens   the least length, a quarter of the text's characters
     * @param tools    whether tools are offered
     * @param media    whether there are images, audio or documents
     */
    public record Rule(
            @Description("The target to take, as `PROVIDER/MODEL`.")
            String target,

            @Description("Words of which the last message of the user must contain one, in upper or lower case.")
            List<String> contains,

            @Description("The least length of the conversation in tokens, counted as a quarter of its characters.")
            Optional<Integer> tokens,

            @Description("Whether tools are offered.") Optional<Boolean> tools,

            @Description("Whether there are images, audio, video or documents.")
            Optional<Boolean> media) {}
}
