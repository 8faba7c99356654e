package dev.switchboard.distribution;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

/** All classes of the distribution without what only tests use, read once, and the names of its parts. */
final class House {
    static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("/dev/switchboard/testing/"))
            .withImportOption(location -> !location.contains("/dev/switchboard/testkit/"))
            .importPackages("dev.switchboard");

    static final String SDK = "dev.switchboard.spi..";
    static final String PIPELINE = "dev.switchboard.pipeline..";
    static final String HTTP = "dev.switchboard.http..";
    static final String CONFIG = "dev.switchboard.config..";
    static final String OSGI = "dev.switchboard.osgi..";
    static final String LAUNCHER = "dev.switchboard.launcher..";

    /** The kernel, which knows no vendor and no plugin. */
    static final String[] FRAMEWORK = {PIPELINE, HTTP, CONFIG, OSGI, LAUNCHER};

    static final String[] FRAMEWORK_AND_SDK = {SDK, PIPELINE, HTTP, CONFIG, OSGI, LAUNCHER};

    /** Annotations inform tools; every part may carry them. */
    static final String[] ANNOTATIONS = {"org.jspecify.annotations", "org.osgi.annotation.."};

    private House() {}

    /** The packages given, the annotations and the JDK. */
    static String[] with(String... packages) {
        String[] all = new String[packages.length + ANNOTATIONS.length + 1];
        System.arraycopy(packages, 0, all, 0, packages.length);
        System.arraycopy(ANNOTATIONS, 0, all, packages.length, ANNOTATIONS.length);
        all[all.length - 1] = "java..";
        return all;
    }
}
