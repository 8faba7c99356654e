package dev.switchboard.accounts.model;

import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** The variables of the environment that models may refer to: who adds models need not see every secret of this process. */
public final class Variables {
    private final List<String> patterns;

    /** @param patterns names, in which {@code *} stands for any text */
    public Variables(List<String> patterns) {
        this.patterns = List.copyOf(patterns);
    }

    /** @throws dev.switchboard.spi.error.GatewayException for a reference to another variable */
    void check(String field, JsonNode value) {
        if (SecretFields.isReference(value)) {
            String name = value.stringValue().substring(SecretFields.REFERENCE.length());
            if (patterns.stream().noneMatch(pattern -> matches(pattern, name))) {
                throw GatewayError.builder(
                                ErrorKind.INVALID_REQUEST,
                                field + ": " + SecretFields.REFERENCE + name + " (expected: a variable that"
                                        + " accounts.variables lists: " + String.join(", ", patterns) + ")")
                        .param(field)
                        .build()
                        .asException();
            }
        } else if (value.isObject()) {
            value.properties().forEach(each -> check(field + "." + each.getKey(), each.getValue()));
        } else if (value.isArray()) {
            value.forEach(item -> check(field, item));
        }
    }

    private static boolean matches(String pattern, String name) {
        String regex =
                Arrays.stream(pattern.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
        return name.matches(regex);
    }
}
