package dev.switchboard.spi.config;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a component of a config record whose value must not be shown: it is masked in explanations, messages and
 * pages. For lists and maps it covers every element. The {@code toString()} of the record itself still prints the
 * value: override it, or never print the record.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
// METHOD only so that the accessor carries it too: bundle tools see no annotation of a component, and without an import
// of
// this package a bundle's annotations are dropped in silence.
@Target({ElementType.RECORD_COMPONENT, ElementType.METHOD})
public @interface Secret {}
