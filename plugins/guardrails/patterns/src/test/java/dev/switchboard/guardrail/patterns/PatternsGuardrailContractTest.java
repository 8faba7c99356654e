package dev.switchboard.guardrail.patterns;

import dev.switchboard.guardrail.patterns.PatternsConfig.Action;
import dev.switchboard.guardrail.patterns.PatternsConfig.Rule;
import dev.switchboard.guardrail.patterns.PatternsConfig.Side;
import dev.switchboard.spi.guardrail.Guardrail;
import dev.switchboard.spi.guardrail.Guardrail.Stage;
import dev.switchboard.testkit.contract.GuardrailContract;
import java.util.List;
import java.util.Set;

class PatternsGuardrailContractTest extends GuardrailContract {
    @Override
    protected Guardrail create() {
        return new PatternsGuardrail(new PatternsConfig(
                List.of(Side.REQUEST, Side.REPLY), List.of(new Rule("words", "xyzzy", action(), "[removed]"))));
    }

    Action action() {
        return Action.BLOCK;
    }

    @Override
    protected Set<Stage> stages() {
        return Set.of(Stage.REQUEST, Stage.REPLY);
    }

    @Override
    protected String harmless() {
        return "Hello";
    }

    @Override
    protected String harmful() {
        return "xyzzy";
    }
}
