package dev.honker.support.monitor;

import java.util.List;

/**
 * What a method does as far as waiting is concerned; immutable.
 *
 * @param method which one
 * @param isSynchronized whether all of it runs inside a monitor
 * @param calls what it calls
 * @param lambdas what it hands out to be called
 */
record Code(MethodRef method, boolean isSynchronized, List<Call> calls, List<Lambda> lambdas) {

    /**
     * A call; immutable.
     *
     * @param target the method as the caller names it
     * @param isVirtual whether a subclass may stand in
     * @param inMonitor whether it is inside a synchronized block of the method
     */
    record Call(MethodRef target, boolean isVirtual, boolean inMonitor) {}

    /**
     * A lambda expression or method reference; immutable.
     *
     * @param maker the class that makes it
     * @param type the functional interface and its method
     * @param body the call of the method that runs
     * @param inMonitor whether it is made inside a synchronized block
     */
    record Lambda(String maker, MethodRef type, Call body, boolean inMonitor) {}
}
