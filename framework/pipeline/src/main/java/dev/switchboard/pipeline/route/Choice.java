package dev.switchboard.pipeline.route;

import dev.switchboard.pipeline.live.Passage;
import dev.switchboard.pipeline.live.TargetState;
import dev.switchboard.spi.routing.Candidate;
import java.util.List;

/** Says in a sentence why a target was taken and what became of the others. */
final class Choice {
    private Choice() {}

    static String explain(Model model, RoutedTarget chosen, Passage passage, List<Candidate> open, long now) {
        StringBuilder text = new StringBuilder(64);
        if (open.size() > 1) {
            String by = model.strategy().map(strategy -> strategy.name()).orElse("its place in the list");
            text.append("taken by ").append(by).append(", one of ").append(open.size());
        } else {
            text.append("the only one left");
        }
        text.append(passage.isProbe() ? ", to see whether it works again" : "");
        if (open.size() < model.targets().size()) {
            others(text, model, chosen, open, now);
        }
        return text.toString();
    }

    private static void others(StringBuilder text, Model model, RoutedTarget chosen, List<Candidate> open, long now) {
        for (RoutedTarget target : model.targets()) {
            if (target != chosen && !open.contains(target)) {
                text.append("; not ").append(target).append(": ").append(reason(target, chosen, now));
            }
        }
    }

    private static String reason(RoutedTarget target, RoutedTarget chosen, long now) {
        TargetState state = target.state();
        if (!state.isHealthy(now)) {
            return "cools down for " + state.circuit().coolsFor(now) / 1_000_000 + " ms";
        }
        return target.traits().order() > chosen.traits().order() ? "comes later" : "failed, full or unfit";
    }
}
