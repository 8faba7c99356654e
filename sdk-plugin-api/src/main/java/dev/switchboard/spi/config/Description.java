package dev.switchboard.spi.config;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a config record, or a component of it, means to an operator: one or two sentences with units and range, shown
 * in the reference page and in messages.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
// METHOD only so that the accessor carries it too: bundle tools see no annotation of a component, and without an import
// of
// this package a bundle's annotations are dropped in silence.
@Target({ElementType.RECORD_COMPONENT, ElementType.METHOD, ElementType.TYPE})
public @interface Description {
    /** Plain text. */
    String value();
}
