package dev.switchboard.spi.accounts;

import dev.switchboard.spi.ComponentFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Makes instances of a type of accounts.
 *
 * @param <C> the record for an instance's settings
 */
@ConsumerType
public interface AccountsFactory<C extends Record> extends ComponentFactory<C, Accounts> {
    /**
     * Writes everything that accounts of these settings keep, in a format that {@link #importFrom} reads with other settings.
     * Called without an instance; may block for long.
     *
     * @param config    the settings, already checked
     * @param directory the instance's data directory
     * @param out       takes it; stays open
     * @return how many records there are
     * @throws IllegalArgumentException if that is not possible; the message is shown to the operator
     */
    default long exportTo(C config, Path directory, OutputStream out) throws IOException {
        throw new IllegalArgumentException("accounts of the type \"" + type() + "\" cannot be exported");
    }

    /**
     * Reads what {@link #exportTo} wrote into accounts that keep nothing yet: all or nothing. Called without an instance; may
     * block for long.
     *
     * @param config    the settings, already checked
     * @param directory the instance's data directory
     * @param in        gives it; stays open
     * @return how many records there are
     * @throws IllegalArgumentException if that is not possible; the message is shown to the operator
     */
    default long importFrom(C config, Path directory, InputStream in) throws IOException {
        throw new IllegalArgumentException("accounts of the type \"" + type() + "\" cannot be imported");
    }

    /**
     * Writes every secret that accounts of these settings keep anew, encrypted with the settings' present key: all or none. Called
     * without an instance; may block for long. What was written with the present key already is left alone, so that it can be
     * called again after an interruption.
     *
     * @param config    the settings, already checked
     * @param directory the instance's data directory
     * @return how many secrets were written anew
     * @throws IllegalArgumentException if that is not possible; the message is shown to the operator
     */
    default long rotateKey(C config, Path directory) throws IOException {
        throw new IllegalArgumentException("accounts of the type \"" + type() + "\" keep no encrypted secrets");
    }
}
