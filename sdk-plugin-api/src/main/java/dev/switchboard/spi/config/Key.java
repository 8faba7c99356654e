package dev.switchboard.spi.config;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The key of a component of a config record, where the kebab-case of its name is not wanted: without this annotation
 * {@code apiKey} is read from {@code api-key}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
// METHOD only so that the accessor carries it too: bundle tools see no annotation of a component, and without an import
// of
// this package a bundle's annotations are dropped in silence.
@Target({ElementType.RECORD_COMPONENT, ElementType.METHOD})
public @interface Key {
    /** The key as the operator writes it. */
    String value();
}
