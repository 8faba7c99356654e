package dev.switchboard.spi.plugin;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.annotation.bundle.Header;
import org.osgi.annotation.bundle.Requirement;

/**
 * Marks the class by which the gateway finds a plugin. bnd writes the bundle's manifest from it; there is one in a bundle,
 * it implements {@link Plugin}, is public and has a public constructor without parameters.
 */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
@Header(name = GatewayPlugin.HEADER, value = "${@class};id=\"${#value}\"")
@Requirement(namespace = "osgi.extender", name = GatewayPlugin.EXTENDER, version = GatewayPlugin.GENERATION)
public @interface GatewayPlugin {
    /** The manifest header that names the class and the id: {@code com.acme.AcmePlugin;id=acme}. */
    String HEADER = "Switchboard-Plugin";

    /** The extender that the bundle needs: a gateway that knows plugins. */
    String EXTENDER = "dev.switchboard.plugin";

    /** The extender's version. A gateway of another major version refuses the bundle. */
    String GENERATION = "1.0.0";

    /** The plugin's id: lower case letters, digits and hyphens, the same in all its versions. */
    String value();
}
