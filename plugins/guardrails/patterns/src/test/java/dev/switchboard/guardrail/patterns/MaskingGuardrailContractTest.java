package dev.switchboard.guardrail.patterns;

import dev.switchboard.guardrail.patterns.PatternsConfig.Action;

/** The same where matches are masked. */
class MaskingGuardrailContractTest extends PatternsGuardrailContractTest {
    @Override
    Action action() {
        return Action.MASK;
    }
}
