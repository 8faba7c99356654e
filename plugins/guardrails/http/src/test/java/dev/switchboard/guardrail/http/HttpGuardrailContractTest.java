package dev.switchboard.guardrail.http;

import dev.switchboard.guardrail.http.HttpConfig.Side;
import dev.switchboard.spi.guardrail.Guardrail;
import dev.switchboard.spi.guardrail.Guardrail.Stage;
import dev.switchboard.testkit.contract.GuardrailContract;
import java.util.Set;

class HttpGuardrailContractTest extends GuardrailContract {
    @Override
    protected Guardrail create() {
        Service service = new Service(
                200,
                question -> question.contains("xyzzy")
                        ? "{\"action\":\"block\",\"reason\":\"a word of the list\"}"
                        : "{\"action\":\"allow\"}");
        return new HttpGuardrail(Service.config(Side.REQUEST, Side.REPLY), service);
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
