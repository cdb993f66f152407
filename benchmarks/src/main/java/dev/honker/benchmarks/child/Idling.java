package dev.honker.benchmarks.child;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;

/** What this process costs while it does nothing; stateless. */
final class Idling {

    private static final long SETTLING_SECONDS = 3;

    private Idling() {}

    /** The CPU time of the whole process over these seconds, in per cent of one core; begins after three more seconds. */
    static double percent(double seconds) throws InterruptedException {
        TimeUnit.SECONDS.sleep(SETTLING_SECONDS);
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        long cpu = system.getProcessCpuTime();
        long start = System.nanoTime();
        TimeUnit.MILLISECONDS.sleep((long) (1000 * seconds));
        cpu = system.getProcessCpuTime() - cpu;
        return 100.0 * cpu / (System.nanoTime() - start);
    }
}
