package dev.switchboard.spi.config;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a component of a config record is when its key is absent, written as in the file: {@code "30s"}, {@code "true"},
 * {@code "[a, b]"}. A component without a default is required, unless it is an {@code Optional}, a {@code List}, a
 * {@code Map} or a record, which then are empty or made of their own defaults.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
// METHOD only so that the accessor carries it too: bundle tools see no annotation of a component, and without an import
// of
// this package a bundle's annotations are dropped in silence.
@Target({ElementType.RECORD_COMPONENT, ElementType.METHOD})
public @interface Default {
    /** The value as an operator would write it. */
    String value();
}
