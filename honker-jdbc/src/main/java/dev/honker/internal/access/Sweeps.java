package dev.honker.internal.access;

import dev.honker.internal.engine.Sweep;

/** Runs sweeps, each search and each taking by itself; stateless. */
public final class Sweeps {

    private Sweeps() {}

    /**
     * Runs a sweep to its end, in many short transactions unless one is open.
     *
     * @return how many rows were taken
     */
    public static long run(Access access, Sweep sweep) {
        long all = 0;
        while (!sweep.isDone()) {
            if (access.call(sweep::find)) {
                all += access.call(sweep::take);
            }
        }
        return all;
    }
}
