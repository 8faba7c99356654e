package dev.switchboard.osgi;

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

    /** What identifies the wish behind this step, so that a refused one is not tried for ever; a rewiring has none. */
    default String key() {
        return switch (this) {
            case Install install -> install.candidate().key();
            case Update update -> update.candidate().key();
            case Rewire rewire -> "";
            case Remove remove -> Remove.key(remove.old());
        };
    }

    /** Whether the bundle is a library: it then comes before those that may need it. */
    default boolean isLibrary() {
        return switch (this) {
            case Install install -> install.candidate().isLibrary();
            case Update update -> update.candidate().isLibrary();
            case Rewire rewire -> rewire.candidate().isLibrary();
            case Remove remove -> remove.old().isLibrary();
        };
    }
}
