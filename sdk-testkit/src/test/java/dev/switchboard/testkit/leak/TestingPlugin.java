package dev.switchboard.testkit.leak;

import java.util.concurrent.locks.LockSupport;

/** Plays a plugin whose thread does not end until it is interrupted. */
public final class TestingPlugin implements Runnable {

    @Override
    public void run() {
        while (!Thread.currentThread().isInterrupted()) {
            LockSupport.park();
        }
    }
}
