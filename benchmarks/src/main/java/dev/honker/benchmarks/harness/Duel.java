package dev.honker.benchmarks.harness;

import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Two pieces of work measured against each other in one thread. Each repetition is a row of short slices, A B B A A B ..., and
 * is judged by the median slice of each side: what disturbs the machine for a while disturbs both.
 *
 * @param subject the side in question
 * @param floor what it is compared to
 * @param operations how many operations one slice of either side has
 */
public record Duel(Slice subject, Slice floor, int operations) {

    private static final long WARM_UP_NANOS = TimeUnit.SECONDS.toNanos(3);

    /** A short, always equal amount of work. */
    public interface Slice {

        /** Restores the state that the work starts from; not measured. */
        default void prepare() throws Exception {}

        /** Does the work; what it reads goes to {@link Sink}. */
        void run() throws Exception;
    }

    /** Runs both sides until they are warm, then measures. */
    public Outcome fight(Run run, int slices) throws Exception {
        int repetitions = run.repetitions();
        int each = Math.max(20, run.count(slices));
        long warm = System.nanoTime() + WARM_UP_NANOS;
        while (System.nanoTime() < warm) {
            measure(5);
        }
        double[] subjectTimes = new double[repetitions];
        double[] floorTimes = new double[repetitions];
        for (int i = 0; i < repetitions; i++) {
            double[][] times = measure(each);
            subjectTimes[i] = Row.median(times[0]) / operations;
            floorTimes[i] = Row.median(times[1]) / operations;
        }
        return new Outcome(subjectTimes, floorTimes);
    }

    /**
     * One repetition on connections that the caller has just opened. Where a statement takes two microseconds, the luck by
     * which a connection's memory lies well or badly in the caches decides more than what is measured; only other connections
     * can even that out.
     */
    public void round(Run run, int slices, Outcome into, int repetition) throws Exception {
        long warm = System.nanoTime() + (repetition == 0 ? WARM_UP_NANOS : WARM_UP_NANOS / 5);
        while (System.nanoTime() < warm) {
            measure(5);
        }
        double[][] times = measure(Math.max(20, run.count(slices)));
        into.subject[repetition] = Row.median(times[0]) / operations;
        into.floor[repetition] = Row.median(times[1]) / operations;
    }

    private double[][] measure(int slices) throws Exception {
        double[][] times = new double[2][slices];
        for (int i = 0; i < slices; i++) {
            boolean subjectFirst = i % 2 == 0;
            if (subjectFirst) {
                times[0][i] = time(subject);
            }
            times[1][i] = time(floor);
            if (!subjectFirst) {
                times[0][i] = time(subject);
            }
        }
        return times;
    }

    private static double time(Slice slice) throws Exception {
        slice.prepare();
        long start = System.nanoTime();
        slice.run();
        return System.nanoTime() - start;
    }

    /**
     * Nanoseconds for one operation, one value for each repetition and side.
     *
     * @param subject the subject's
     * @param floor the floor's
     */
    public record Outcome(double[] subject, double[] floor) {

        /** For repetitions to come. */
        public static Outcome of(int repetitions) {
            return new Outcome(new double[repetitions], new double[repetitions]);
        }

        /** The subject's time as a multiple of the floor's: below 1 is better. */
        public double[] timeRatios() {
            return divide(subject, floor);
        }

        /** The subject's speed as a share of the floor's: above 1 is better. */
        public double[] speedRatios() {
            return divide(floor, subject);
        }

        /** The absolute times, for the note. */
        public String absolute() {
            return micros(Row.median(subject)) + " against " + micros(Row.median(floor));
        }

        private static String micros(double nanos) {
            return String.format(Locale.ROOT, "%.2f µs", nanos / 1000);
        }

        private static double[] divide(double[] a, double[] b) {
            double[] ratios = new double[a.length];
            for (int i = 0; i < ratios.length; i++) {
                ratios[i] = a[i] / b[i];
            }
            return ratios;
        }
    }
}
