package dev.switchboard.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.spi.Component;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What every component must do, whatever its kind.
 *
 * @param <T> the kind
 */
public abstract class ComponentContract<T extends Component> {
    private @Nullable T component;

    /** Makes an instance, as its factory would; called for each test. */
    protected abstract T create();

    /** The instance of the running test, made when first asked for and closed after the test. */
    protected final T component() {
        if (component == null) {
            component = create();
        }
        return component;
    }

    @AfterEach
    void closeComponent() {
        if (component != null) {
            component.close();
        }
    }

    @Test
    void isNamedContractTest() {
        String name = getClass().getSimpleName();
        assertTrue(name.endsWith("ContractTest"), "class name: " + name + " (expected: XContractTest)");
    }

    @Test
    void checksItself() {
        assertTrue(component().selfCheck().detail().length() < 1_000, "detail of the self-check is no sentence");
    }

    @Test
    void closesTwice() {
        component().close();
        component().close();
    }
}
