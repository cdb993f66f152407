package dev.honker.cli.worker;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

/**
 * Signals of the operating system; stateless. Why by reflection: shutdown hooks can't tell a second signal nor choose the exit
 * code, and the compiler refuses the JDK's class for signals with a warning that can't be turned off.
 */
final class Signals {

    private Signals() {}

    /** Has a signal run code in place of ending the process; without effect where the JVM doesn't allow it. */
    static void on(String name, Runnable code) {
        try {
            Class<?> signalType = Class.forName("sun.misc.Signal");
            Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
            InvocationHandler handler = (proxy, method, arguments) -> {
                if (method.getName().equals("handle")) {
                    code.run();
                    return null;
                }
                return switch (method.getName()) {
                    case "equals" -> proxy == arguments[0];
                    case "hashCode" -> System.identityHashCode(proxy);
                    default -> "handler of " + name;
                };
            };
            Object signal = signalType.getConstructor(String.class).newInstance(name);
            signalType
                    .getMethod("handle", signalType, handlerType)
                    .invoke(
                            null,
                            signal,
                            Proxy.newProxyInstance(
                                    Signals.class.getClassLoader(), new Class<?>[] {handlerType}, handler));
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            System.getLogger("dev.honker.cli")
                    .log(System.Logger.Level.WARNING, "signal " + name + " ends the process at once: " + e);
        }
    }
}
