package dev.switchboard.spi.endpoint;

import java.util.Objects;

/**
 * One path with a method.
 *
 * @param method   in upper case
 * @param template such as {@code /v1/models/{id...}}: {@code {x}} stands for one segment or the part of it before a
 *                 literal rest, {@code {x...}} for one or more segments
 * @param plane    the listener it belongs to
 * @param access   who may call it
 */
public record HttpRoute(String method, String template, Plane plane, Access access) {
    /** @throws IllegalArgumentException if the template does not begin with a slash */
    public HttpRoute {
        Objects.requireNonNull(method);
        Objects.requireNonNull(plane);
        Objects.requireNonNull(access);
        if (!template.startsWith("/")) {
            throw new IllegalArgumentException("template: \"" + template + "\" (expected: a path that begins with /)");
        }
    }

    /** The two listeners. */
    public enum Plane {
        /** Where applications call models. */
        DATA,
        /** Where operators manage the gateway; on loopback unless configured otherwise. */
        ADMIN
    }
}
