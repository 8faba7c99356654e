package dev.switchboard.accounts.management;

import dev.switchboard.accounts.directory.Documents;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One request of the management API: who asks, and what.
 *
 * @param reads the query parameters that its route declares
 */
record Ask(Actor actor, HttpRequest request, ObjectNode body, List<String> reads) {
    private static final int MOST_PER_PAGE = 1_000;

    /** The same request with another body. */
    Ask with(ObjectNode other) {
        return new Ask(actor, request, other, reads);
    }

    /** A variable of the route's path. */
    String path(String name) {
        return request.pathVariable(name).orElse("");
    }

    /** A query parameter, which the route must have declared. */
    Optional<String> query(String name) {
        assert reads.contains(name) : name + " is not declared";
        return request.queryParameter(name).filter(value -> !value.isEmpty());
    }

    /** A query parameter that must be there. */
    String requireQuery(String name) {
        return query(name).orElseThrow(() -> Fields.invalid(name + ": missing (expected: a query parameter)"));
    }

    /** A member of the body that must be a text. */
    String require(String name) {
        return Documents.text(body, name)
                .filter(text -> !text.isBlank())
                .orElseThrow(() -> Fields.invalid(name + ": missing (expected: a string)"));
    }

    /** A member of the body that is a text. */
    Optional<String> text(String name) {
        return Documents.text(body, name);
    }

    /** The texts of a list in the body, or of a single text. */
    List<String> texts(String name) {
        JsonNode value = body.get(name);
        return value != null && value.isString()
                ? List.of(value.stringValue())
                : new ArrayList<>(Documents.texts(body, name));
    }

    /** The number of the page that is asked for, from 1. */
    int page() {
        return number("page", 1, Integer.MAX_VALUE / MOST_PER_PAGE);
    }

    /** How many a page has. @param usual where the request does not say */
    int size(int usual) {
        String name = query("page_size").isPresent() ? "page_size" : "size";
        return number(name, usual, MOST_PER_PAGE);
    }

    /** A number that a query parameter says, from 1. @param usual where it does not */
    int number(String name, int usual) {
        return number(name, usual, MOST_PER_PAGE);
    }

    private int number(String name, int usual, int most) {
        OptionalInt value = query(name).map(Ask::parse).orElse(OptionalInt.of(usual));
        if (value.isEmpty() || value.getAsInt() < 1 || value.getAsInt() > most) {
            throw Fields.invalid(name + ": \"" + query(name).orElse("") + "\" (expected: 1 to " + most + ")");
        }
        return value.getAsInt();
    }

    private static OptionalInt parse(String text) {
        return text.matches("\\d{1,9}") ? OptionalInt.of(Integer.parseInt(text)) : OptionalInt.empty();
    }

    /** The error for what is not there, or is not for this actor to see: they are told apart by nothing. */
    static RuntimeException notFound(String what, String id) {
        String shown = id.length() > 80 ? id.substring(0, 80) + "..." : id;
        return GatewayError.of(ErrorKind.NOT_FOUND, "There is no " + what + " \"" + shown + "\".")
                .asException();
    }

    /** The error for what this actor may not do. */
    static RuntimeException forbidden(String why) {
        return GatewayError.of(ErrorKind.PERMISSION, why).asException();
    }
}
