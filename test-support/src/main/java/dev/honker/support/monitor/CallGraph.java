package dev.honker.support.monitor;

import dev.honker.support.monitor.Code.Call;
import dev.honker.support.monitor.Code.Lambda;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * Which methods of our classes call which, told from their class files; for one thread. Where a call may reach several methods, because
 * subclasses override it or several lambda expressions implement it, it reaches all of them.
 */
final class CallGraph {

    private static final Set<String> RUN_LATER = Set.of("java/lang/Runnable", "java/util/concurrent/Callable");

    private final Set<String> notBehindInterfaces;

    private final Map<MethodRef, Code> methods = new HashMap<>();
    private final Map<String, Set<String>> parents = new HashMap<>();
    private final Map<String, Set<String>> supertypes = new HashMap<>();
    private final Map<String, List<Lambda>> lambdas = new HashMap<>();
    private final Map<MethodRef, Set<MethodRef>> overriding = new HashMap<>();
    private LambdaFlow flow;

    /**
     * A graph without classes.
     *
     * @param notBehindInterfaces simple names of classes that calls on their interfaces don't reach, though calls on themselves do
     */
    CallGraph(Set<String> notBehindInterfaces) {
        this.notBehindInterfaces = notBehindInterfaces;
    }

    /** Adds a class of ours. */
    void add(InputStream bytes) throws IOException {
        new ClassReader(bytes).accept(new Reader(), ClassReader.SKIP_FRAMES | ClassReader.SKIP_DEBUG);
    }

    /** Returns all methods. */
    Iterable<Code> methods() {
        return methods.values();
    }

    /** Returns a method of ours. */
    Optional<Code> code(MethodRef method) {
        return Optional.ofNullable(methods.get(method));
    }

    /** Returns whether a call leads to a method of a library that may wait. */
    boolean mayWait(MethodRef method) {
        return resolve(method.owner(), method).isEmpty() && Waits.mayWait(method, supertypes(method.owner()));
    }

    /**
     * Returns the methods of ours that a call may reach, and the method itself if it is a library's that may wait.
     *
     * @param caller the method that calls
     * @param isEntry whether the monitor is the caller's: then what it was given itself is reached, too
     */
    Set<MethodRef> reached(MethodRef caller, Call call, boolean isEntry) {
        // why not else: what a method was given is reached where it was given
        boolean isGiven = !isEntry && caller.takes(call.target().owner()) && !caller.isLambdaBody();
        return reached(caller.owner(), call, isGiven, new HashSet<>());
    }

    private Set<MethodRef> reached(String caller, Call call, boolean isGiven, Set<MethodRef> above) {
        MethodRef target = call.target();
        Set<MethodRef> reached = new LinkedHashSet<>();
        if (mayWait(target)) {
            reached.add(target);
        }
        if (!call.isVirtual()) {
            resolve(target.owner(), target).ifPresent(reached::add);
        } else if (above.add(target)) {
            reached.addAll(overriding.computeIfAbsent(target, this::overriding));
            List<Lambda> candidates = isGiven ? List.of() : lambdasOf(caller, target);
            candidates.forEach(lambda -> reached.addAll(reached(lambda.maker(), lambda.body(), false, above)));
        }
        return reached;
    }

    private Set<MethodRef> overriding(MethodRef target) {
        Set<MethodRef> found = new LinkedHashSet<>();
        for (String type : parents.keySet()) {
            boolean isReached = type.equals(target.owner()) || !notBehindInterfaces.contains(simpleName(type));
            if (isReached && supertypes(type).contains(target.owner())) {
                resolve(type, target).ifPresent(found::add);
            }
        }
        return found;
    }

    private static String simpleName(String type) {
        return type.substring(type.lastIndexOf('/') + 1);
    }

    private List<Lambda> lambdasOf(String caller, MethodRef target) {
        return lambdas.entrySet().stream()
                .filter(each -> supertypes(each.getKey()).contains(target.owner()))
                .flatMap(each -> each.getValue().stream())
                .filter(lambda -> lambda.type().name().equals(target.name()))
                .filter(lambda -> flow().mayHave(caller, lambda.type().owner(), lambda.maker()))
                .toList();
    }

    private LambdaFlow flow() {
        if (flow == null) {
            LambdaFlow fresh = new LambdaFlow();
            for (Code code : methods.values()) {
                code.calls().forEach(call -> fresh.add(code.method().owner(), call.target(), this::classesOf));
            }
            flow = fresh;
        }
        return flow;
    }

    /** Returns the classes of ours whose method a call on that type may be. */
    private Set<String> classesOf(String type) {
        if (!parents.containsKey(type)) {
            return Set.of();
        }
        Set<String> found = new LinkedHashSet<>();
        for (String each : parents.keySet()) {
            if (supertypes(each).contains(type)) {
                found.add(each);
            }
        }
        return found;
    }

    /** Returns whether a method hands a lambda expression, which it makes, to another one that may call it at once. */
    boolean isCalledBack(Code code, Lambda lambda) {
        String type = lambda.type().owner();
        return !RUN_LATER.contains(type)
                && code.calls().stream()
                        .map(Call::target)
                        .anyMatch(called -> called.takes(type)
                                && !(parents.containsKey(called.owner())
                                        && called.name().equals("<init>")));
    }

    /** Returns the method of that name which a class of ours has or inherits. */
    private Optional<MethodRef> resolve(String type, MethodRef target) {
        for (String each : supertypes(type)) {
            MethodRef method = new MethodRef(each, target.name(), target.descriptor());
            if (methods.containsKey(method)) {
                return Optional.of(method);
            }
        }
        return Optional.empty();
    }

    /** Returns a class and all it extends and implements, the nearest first. */
    private Set<String> supertypes(String type) {
        Set<String> known = supertypes.get(type);
        if (known != null) {
            return known;
        }
        Set<String> all = new LinkedHashSet<>(Set.of(type));
        for (String parent : parents.containsKey(type) ? parents.get(type) : foreignParents(type)) {
            all.addAll(supertypes(parent));
        }
        supertypes.put(type, all);
        return all;
    }

    private static Set<String> foreignParents(String type) {
        try {
            Class<?> known = Class.forName(type.replace('/', '.'), false, CallGraph.class.getClassLoader());
            Set<String> parents = new LinkedHashSet<>();
            if (known.getSuperclass() != null) {
                parents.add(known.getSuperclass().getName().replace('.', '/'));
            }
            for (Class<?> each : known.getInterfaces()) {
                parents.add(each.getName().replace('.', '/'));
            }
            return parents;
        } catch (ClassNotFoundException | LinkageError e) {
            // why: arrays, and optional libraries that are not here
            return new HashSet<>();
        }
    }

    /** Reads one class. */
    private final class Reader extends ClassVisitor {

        private final List<CodeReader> readers = new ArrayList<>();
        private String name = "";

        Reader() {
            super(Opcodes.ASM9);
        }

        @Override
        public void visit(
                int version, int access, String own, String signature, String superclass, String[] interfaces) {
            name = own;
            Set<String> direct = new LinkedHashSet<>();
            if (superclass != null) {
                direct.add(superclass);
            }
            direct.addAll(List.of(interfaces));
            parents.put(own, direct);
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String method, String descriptor, String signature, String[] exceptions) {
            if ((access & Opcodes.ACC_ABSTRACT) != 0) {
                return null;
            }
            CodeReader reader = new CodeReader(
                    new MethodRef(name, method, descriptor),
                    (access & Opcodes.ACC_SYNCHRONIZED) != 0 || method.equals("<clinit>"));
            readers.add(reader);
            return reader;
        }

        @Override
        public void visitEnd() {
            for (CodeReader reader : readers) {
                Code code = reader.code();
                methods.put(code.method(), code);
                for (Lambda lambda : code.lambdas()) {
                    lambdas.computeIfAbsent(lambda.type().owner(), any -> new ArrayList<>())
                            .add(lambda);
                }
            }
        }
    }
}
