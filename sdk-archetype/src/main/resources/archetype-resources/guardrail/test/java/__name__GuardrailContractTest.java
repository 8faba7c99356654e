package ${package};

import dev.switchboard.spi.guardrail.Guardrail;
import dev.switchboard.spi.guardrail.Guardrail.Stage;
import dev.switchboard.testkit.contract.GuardrailContract;
import dev.switchboard.testkit.doubles.TestingContext;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;

class ${name}GuardrailContractTest extends GuardrailContract {
    @TempDir
    private Path folder;

    @Override
    protected Guardrail create() {
        return new ${name}Factory()
                .create("contract", new ${name}Config(List.of("xyzzy")), TestingContext.in(folder));
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
