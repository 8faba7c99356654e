package dev.switchboard.osgi;

/** A version on trial: what was asked, and the start of it that serves a part of the requests. */
record CanaryRun(Step.Try step, Generation generation) {}
