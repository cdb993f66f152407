package dev.honker.cli.output;

import java.io.PrintWriter;

/** A writer that notices when nobody reads any more; for one thread. */
final class Printed {

    private final PrintWriter out;

    Printed(PrintWriter out) {
        this.out = out;
    }

    void line(String text) {
        out.println(text);
        flush();
    }

    void part(String text) {
        out.print(text);
        flush();
    }

    private void flush() {
        if (out.checkError()) {
            throw new ReaderGoneException();
        }
    }
}
