package dev.switchboard.accounts.management;

import dev.switchboard.accounts.directory.Documents;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One request of the management API: who asks, and what.
 *
 * @param reads the query parameters that its route declares
 */
record Ask(Actor actor, HttpRequest request, ObjectNode body, List<String> reads) {
    private static final int MOST_PER_PAGE = 1_000;
    private static final int MOST_PAGES = Integer.MAX_VALUE / MOST_PER_PAGE;
    private static final int MOST_SHOWN = 60;
    private static final String PAGE = "page";
    /** How many of something are wanted, in the words of one or the other script. */
    private static final List<String> SIZES = List.of("page_size", "size", "limit");

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
        return number(PAGE, 1, MOST_PAGES);
    }

    /** How many a page has. @param usual where the request does not say */
    int size(int usual) {
        return declared(SIZES)
                .filter(name -> query(name).isPresent())
                .findFirst()
                .map(name -> number(name, usual, MOST_PER_PAGE))
                .orElse(usual);
    }

    /** The query parameters that must be numbers. */
    static boolean isNumber(String name) {
        return name.equals(PAGE) || SIZES.contains(name);
    }

    /** Checks the numbers of the query, also those that what else is asked for leaves without effect. */
    void checkNumbers() {
        declared(SIZES).forEach(name -> number(name, 1, MOST_PER_PAGE));
        declared(List.of(PAGE)).forEach(name -> page());
    }

    private Stream<String> declared(List<String> names) {
        return names.stream().filter(reads::contains);
    }

    private int number(String name, int usual, int most) {
        OptionalInt value = query(name).map(Ask::parse).orElse(OptionalInt.of(usual));
        if (value.isEmpty() || value.getAsInt() < 1 || value.getAsInt() > most) {
            String shown = query(name).orElse("");
            throw Fields.invalid(
                    name + ": \"" + (shown.length() > MOST_SHOWN ? shown.substring(0, MOST_SHOWN) + "..." : shown)
                            + "\" (expected: a whole number, 1 to " + most + ")");
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
