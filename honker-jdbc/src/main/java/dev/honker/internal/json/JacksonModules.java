package dev.honker.internal.json;

import dev.honker.internal.check.Loggers;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/** The Jackson modules on the class path of honker-jdbc: java.time, Optional, parameter names, Kotlin and others; stateless. */
final class JacksonModules {

    private static final Logger LOG = Loggers.DATABASE;

    private JacksonModules() {}

    /** One of each that can be loaded; one that can't is logged, and the others are used. */
    static <M> List<M> of(ServiceLoader<M> services) {
        List<M> modules = new ArrayList<>();
        Iterator<M> found = services.iterator();
        while (true) {
            try {
                if (!found.hasNext()) {
                    return modules;
                }
                modules.add(found.next());
            } catch (ServiceConfigurationError | LinkageError e) {
                LOG.log(
                        Level.WARNING,
                        "honker: a Jackson module on the class path can't be loaded and is left out: " + e
                                + "; use modules of the same version as jackson-databind");
            }
        }
    }
}
