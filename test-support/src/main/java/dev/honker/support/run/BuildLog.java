package dev.honker.support.run;

/** What follows the lines of a run of Maven and says in the end what became of it; for one thread. */
interface BuildLog {

    /** Looks at a line of Maven's output. */
    void line(String line);

    /** Returns what became of the run. */
    Outcome end();
}
