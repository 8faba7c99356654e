package dev.switchboard.accounts.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;

/** Brings the tables to the state that this version needs; each step once, and none by halves where the database can. */
final class Migrations {
    /** The table in which the steps are noted that were run. */
    static final String HISTORY = "schema_history";

    private static final List<String> STEPS = List.of(
            "V1__accounts.sql",
            "V2__budget_leases.sql",
            "V3__secrets.sql",
            "V4__rate_leases.sql",
            "V5__ledger_indexes.sql");
    private static final String FOLDER = "migrations/";
    private static final int LONGEST = 300;
    /** What begins like this in Flyway's messages helps nobody who has no Flyway. */
    private static final List<String> NOISE =
            List.of("--", "SQL State", "Error Code", "Location", "Line", "Statement", "Run Flyway");

    private Migrations() {}

    /** The version of the tables, which each step raises by one. */
    static long version() {
        return STEPS.size();
    }

    /**
     * Runs the steps that are missing. Steps of a newer version are left as they are: a version can be taken back.
     *
     * @param options what stands behind each table
     * @throws StoreException in one line, if one fails or did so before
     */
    static void run(DataSource source, String options) {
        try {
            Flyway.configure(Migrations.class.getClassLoader())
                    .dataSource(source)
                    .resourceProvider(new Steps())
                    .javaMigrationClassProvider(List::of)
                    .placeholders(Map.of("options", options))
                    .table(HISTORY)
                    .loggers(MigrationLog.class.getName())
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw new StoreException(
                    "The tables of the store cannot be brought to this version: " + firstLines(e)
                            + " Undo what the step began and delete its row from " + HISTORY
                            + ", or restore a backup; then start again.",
                    e);
        }
    }

    /** Flyway's messages are paragraphs; one line says it. */
    private static String firstLines(FlywayException e) {
        String text = String.join(
                        " ",
                        String.valueOf(e.getMessage())
                                .lines()
                                .map(String::strip)
                                .filter(line ->
                                        !line.isEmpty() && NOISE.stream().noneMatch(line::startsWith))
                                .toList())
                .replaceAll("\\s+", " ");
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
    }

    /** The steps as resources of this class: a bundle has no folders to scan. */
    private static final class Steps implements ResourceProvider {
        @Override
        @SuppressWarnings("NullAway") // Flyway wants null for what is not there
        public LoadableResource getResource(String name) {
            return STEPS.contains(name) ? new Step(name) : null;
        }

        @Override
        public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
            return STEPS.stream()
                    .filter(name ->
                            name.startsWith(prefix) && Stream.of(suffixes).anyMatch(name::endsWith))
                    .<LoadableResource>map(Step::new)
                    .toList();
        }
    }

    private static final class Step extends LoadableResource {
        private final String name;

        Step(String name) {
            this.name = name;
        }

        @Override
        public Reader read() {
            try (InputStream in =
                    Objects.requireNonNull(Migrations.class.getResourceAsStream(FOLDER + name), "no step " + name)) {
                return new StringReader(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public String getAbsolutePath() {
            return FOLDER + name;
        }

        @Override
        public String getAbsolutePathOnDisk() {
            return FOLDER + name;
        }

        @Override
        public String getFilename() {
            return name;
        }

        @Override
        public String getRelativePath() {
            return name;
        }
    }
}
