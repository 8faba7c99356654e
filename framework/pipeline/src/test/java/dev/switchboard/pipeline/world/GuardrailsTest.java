package dev.switchboard.pipeline.world;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.switchboard.pipeline.TestingParts;
import dev.switchboard.pipeline.instance.Instance;
import dev.switchboard.pipeline.instance.Instance.FailureMode;
import dev.switchboard.spi.guardrail.Guardrail;
import dev.switchboard.spi.identity.Caller;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GuardrailsTest {
    private final Instance<Guardrail> always = instance("always");
    private final Instance<Guardrail> asked = instance("asked");
    private final Guardrails guardrails = new Guardrails(List.of(always, asked), Set.of("asked"));

    private static Instance<Guardrail> instance(String name) {
        return TestingParts.instance(name, () -> Set.of(Guardrail.Stage.REQUEST), FailureMode.BLOCK);
    }

    private static Caller naming(String... names) {
        return Caller.builder("key").guardrails(List.of(names)).build();
    }

    @Test
    void thoseOnDemandLookAtCallsOfWhoNamesThem() {
        assertEquals(List.of(always), guardrails.of(naming()));
        assertEquals(List.of(always, asked), guardrails.of(naming("asked")));
        assertEquals(List.of(always), guardrails.of(naming("always")), "once, and in the order of the configuration");
    }

    @Test
    void nameThatNobodyHasIsTold() {
        assertEquals(Optional.empty(), guardrails.missing(naming("asked", "always")));
        assertEquals(Optional.of("gone"), guardrails.missing(naming("asked", "later", "gone")));
        assertEquals(Optional.of("any"), Guardrails.NONE.missing(naming("any")));
    }
}
