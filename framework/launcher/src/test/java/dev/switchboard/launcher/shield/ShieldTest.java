package dev.switchboard.launcher.shield;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.switchboard.spi.admission.Admission;
import dev.switchboard.spi.callback.Callback;
import dev.switchboard.spi.exchange.AttemptReport;
import dev.switchboard.spi.exchange.ExchangeContext;
import dev.switchboard.spi.exchange.ExchangeReport;
import dev.switchboard.spi.routing.RoutingStrategy;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the API adds to an interface, with a default or not, gets through the shield, or is kept out of it on purpose. */
class ShieldTest {
    static Stream<Arguments> shields() {
        return Stream.of(
                Arguments.of(ShieldedExchange.class, ExchangeContext.class),
                Arguments.of(ShieldedReport.class, ExchangeReport.class),
                Arguments.of(ShieldedAttempt.class, AttemptReport.class),
                Arguments.of(ShieldedCallback.class, Callback.class),
                Arguments.of(ShieldedStrategy.class, RoutingStrategy.class),
                Arguments.of(ShieldedAdmission.class, Admission.class),
                Arguments.of(ShieldedAdmission.ShieldedPermit.class, Admission.Permit.class));
    }

    @ParameterizedTest
    @MethodSource("shields")
    void saysSomethingToEveryMethod(Class<?> shield, Class<?> shielded) {
        for (Method method : shielded.getMethods()) {
            if (!Modifier.isStatic(method.getModifiers())) {
                Method own = assertDoesNotThrow(() -> shield.getMethod(method.getName(), method.getParameterTypes()));
                assertEquals(shield, own.getDeclaringClass(), method::toString);
            }
        }
    }
}
