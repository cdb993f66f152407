package dev.honker.benchmarks.harness;

import java.util.List;

/** Something that is measured against a bar. Stateless: all it needs is made in {@link #measure} and closed there. */
public interface Benchmark {

    /** The name on the command line. */
    String name();

    /** Measures, for seconds or minutes, and reports. */
    List<Row> measure(Run run) throws Exception;
}
