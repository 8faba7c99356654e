package dev.switchboard.osgi;

import java.util.Optional;

/** One thing to do to one bundle. */
sealed interface Step {
    /** Starts a bundle that is not running. */
    record Install(Candidate candidate) implements Step {
        @Override
        public String toString() {
            return "install " + candidate.label() + " from " + candidate.file();
        }
    }

    /** Starts a bundle beside a running one and lets it take over. */
    record Update(Candidate old, Candidate candidate) implements Step {
        @Override
        public String toString() {
            String from = candidate.name().equals(old.name()) ? "" : candidate.name() + " ";
            String same = candidate.version().equals(old.version()) ? " with other bytes" : "";
            return "update " + old.label() + " to " + from + candidate.version() + same + " from " + candidate.file();
        }
    }

    /** Starts the same bytes beside a running bundle, since what it is wired to is replaced or removed. */
    record Rewire(Candidate candidate) implements Step {
        @Override
        public String toString() {
            return "start " + candidate.label() + " anew, since it uses what changes";
        }
    }

    /** Starts a bundle beside a running one, for a part of the requests. */
    record Try(Candidate old, Candidate candidate, Canary canary) implements Step {
        @Override
        public String toString() {
            return "try " + candidate.label() + " from " + candidate.file() + " beside " + old.version() + " for "
                    + canary;
        }
    }

    /** Takes a bundle out. */
    record Remove(Candidate old) implements Step {
        @Override
        public String toString() {
            return "remove " + old.label();
        }

        /** Remembers that taking it out was refused. */
        static String key(Candidate old) {
            return old.name() + "@" + old.sha256() + "@removed";
        }
    }

    /** What is to be started. */
    default Optional<Candidate> arriving() {
        return switch (this) {
            case Install install -> Optional.of(install.candidate());
            case Update update -> Optional.of(update.candidate());
            case Rewire rewire -> Optional.of(rewire.candidate());
            case Try trial -> Optional.of(trial.candidate());
            case Remove remove -> Optional.empty();
        };
    }

    /** What is to leave, or, in a trial, what it runs beside. */
    default Optional<Candidate> leaving() {
        return switch (this) {
            case Install install -> Optional.empty();
            case Update update -> Optional.of(update.old());
            case Rewire rewire -> Optional.of(rewire.candidate());
            case Try trial -> Optional.of(trial.old());
            case Remove remove -> Optional.of(remove.old());
        };
    }

    /** What identifies the wish behind this step, so that a refused one is not tried for ever; empty if there is none. */
    default Optional<String> key() {
        return switch (this) {
            case Install install -> Optional.of(install.candidate().key());
            case Update update -> Optional.of(update.candidate().key());
            case Rewire rewire -> Optional.empty();
            case Try trial -> Optional.of(trial.candidate().key());
            case Remove remove -> Optional.of(Remove.key(remove.old()));
        };
    }

    /** Whether the bundle is a library: it then comes before those that may need it. */
    default boolean isLibrary() {
        return arriving().or(this::leaving).filter(Candidate::isLibrary).isPresent();
    }
}
