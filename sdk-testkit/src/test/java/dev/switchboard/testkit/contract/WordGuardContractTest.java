package dev.switchboard.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.exchange.ExchangeContext;
import dev.switchboard.spi.guardrail.Guardrail;
import dev.switchboard.spi.guardrail.Guardrail.Stage;
import dev.switchboard.spi.guardrail.TextFilter;
import dev.switchboard.spi.guardrail.Verdict;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** The suite accepts a guardrail that holds a word back, and refuses those that leak it, repeat it or stand elsewhere. */
class WordGuardContractTest extends GuardrailContract {
    private static final String WORD = "xyzzy";

    private static class WordGuard implements Guardrail {
        @Override
        public Set<Stage> stages() {
            return Set.of(Stage.REQUEST, Stage.TEXT);
        }

        @Override
        public Verdict<ChatRequest> checkRequest(ChatRequest request, ExchangeContext exchange) {
            boolean said = request.messages().stream()
                    .anyMatch(message -> message.text().contains(WORD));
            return said ? new Verdict.Block<>(reason()) : Verdict.allow();
        }

        String reason() {
            return "a word of the list";
        }

        @Override
        public TextFilter textFilter(ExchangeContext exchange) {
            StringBuilder seen = new StringBuilder();
            return piece ->
                    seen.append(piece).indexOf(WORD) < 0 ? Verdict.allow() : new Verdict.Block<>("a word of the list");
        }
    }

    @Override
    protected Guardrail create() {
        return new WordGuard();
    }

    @Override
    protected Set<Stage> stages() {
        return Set.of(Stage.REQUEST, Stage.TEXT);
    }

    @Override
    protected String harmless() {
        return "Hello, how are you?";
    }

    @Override
    protected String harmful() {
        return WORD;
    }

    private static WordGuardContractTest suiteOf(Guardrail guardrail) {
        return new WordGuardContractTest() {
            @Override
            protected Guardrail create() {
                return guardrail;
            }
        };
    }

    @Test
    void refusesAFilterThatLooksAtEachPieceAlone() {
        Guardrail forgetful = new WordGuard() {
            @Override
            public TextFilter textFilter(ExchangeContext exchange) {
                return piece -> piece.contains(WORD) ? new Verdict.Block<>("a word") : Verdict.allow();
            }
        };
        assertThrows(AssertionError.class, suiteOf(forgetful)::filtersTextCutAnywhere);
    }

    @Test
    void refusesAGuardrailThatStandsElsewhere() {
        Guardrail elsewhere = new WordGuard() {
            @Override
            public Set<Stage> stages() {
                return Set.of(Stage.REPLY);
            }
        };
        assertThrows(AssertionError.class, suiteOf(elsewhere)::standsWhereItDeclares);
    }

    @Test
    void refusesAReasonThatRepeatsTheText() {
        Guardrail talkative = new WordGuard() {
            @Override
            String reason() {
                return "it says " + WORD;
            }
        };
        assertThrows(
                AssertionError.class,
                () -> suiteOf(talkative).holdsHarmfulTextBack().forEach(test -> assertRuns(test.getExecutable())));
    }

    private static void assertRuns(Executable check) {
        try {
            check.execute();
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }
}
