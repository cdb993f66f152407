package dev.honker.support.monitor;

import dev.honker.support.monitor.Code.Call;
import dev.honker.support.monitor.Code.Lambda;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/**
 * Reads what a method calls, and which of it inside a synchronized block; for one method. A compiler covers a synchronized block by a handler
 * that leaves the monitor and throws again; so a call is inside a block if such a handler covers it.
 */
final class CodeReader extends MethodVisitor {

    /** Maps that hold a monitor while they compute a value. */
    private static final Set<String> LOCKING_MAPS =
            Set.of("java/util/concurrent/ConcurrentHashMap", "java/util/concurrent/ConcurrentMap");

    private static final Set<String> COMPUTING = Set.of("computeIfAbsent", "computeIfPresent", "compute", "merge");

    private final MethodRef method;
    private final boolean isSynchronized;

    private final List<Covered> covers = new ArrayList<>();
    private final Set<Label> leaving = new HashSet<>();
    private final Set<Label> open = new HashSet<>();
    private final List<Place<Call>> calls = new ArrayList<>();
    private final List<Place<Lambda>> lambdas = new ArrayList<>();
    private boolean entersMonitor;
    private List<Label> atHandler = List.of();

    private record Covered(Label start, Label end, Label handler) {}

    /** Something and the handlers that cover it. */
    private record Place<T>(T what, List<Label> handlers) {}

    CodeReader(MethodRef method, boolean isSynchronized) {
        super(Opcodes.ASM9);
        this.method = method;
        this.isSynchronized = isSynchronized;
    }

    @Override
    public void visitTryCatchBlock(Label start, Label end, Label handler, String type) {
        if (type == null) {
            covers.add(new Covered(start, end, handler));
        }
    }

    @Override
    public void visitLabel(Label label) {
        for (Covered cover : covers) {
            if (cover.end.equals(label)) {
                open.remove(cover.handler);
            }
        }
        List<Label> handlers = new ArrayList<>();
        for (Covered cover : covers) {
            if (cover.start.equals(label)) {
                open.add(cover.handler);
            }
            if (cover.handler.equals(label)) {
                handlers.add(label);
            }
        }
        if (!handlers.isEmpty()) {
            atHandler = handlers;
        }
    }

    @Override
    public void visitInsn(int opcode) {
        if (opcode == Opcodes.MONITORENTER) {
            entersMonitor = true;
        } else if (opcode == Opcodes.MONITOREXIT) {
            leaving.addAll(atHandler);
        }
        leaveHandler(opcode == Opcodes.MONITOREXIT);
    }

    @Override
    public void visitVarInsn(int opcode, int variable) {
        // why nothing: the handler stores what was thrown and loads the monitor before it leaves it
    }

    @Override
    public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
        boolean isVirtual = opcode == Opcodes.INVOKEVIRTUAL || opcode == Opcodes.INVOKEINTERFACE;
        Call call = new Call(new MethodRef(owner, name, descriptor), isVirtual, false);
        calls.add(new Place<>(call, List.copyOf(open)));
        leaveHandler(false);
    }

    @Override
    public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
        if (arguments.length > 1 && arguments[1] instanceof Handle body) {
            MethodRef type = new MethodRef(Type.getReturnType(descriptor).getInternalName(), name, "");
            boolean isVirtual = body.getTag() == Opcodes.H_INVOKEVIRTUAL || body.getTag() == Opcodes.H_INVOKEINTERFACE;
            Call call = new Call(new MethodRef(body.getOwner(), body.getName(), body.getDesc()), isVirtual, false);
            Lambda lambda = new Lambda(method.owner(), type, call, false);
            lambdas.add(new Place<>(lambda, List.copyOf(open)));
        }
        leaveHandler(false);
    }

    @Override
    public void visitJumpInsn(int opcode, Label label) {
        leaveHandler(false);
    }

    private void leaveHandler(boolean stays) {
        if (!stays) {
            atHandler = List.of();
        }
    }

    /** Returns the method, after it was visited. */
    Code code() {
        // why all of it: a monitor that is entered in a way we don't know
        boolean unknown = entersMonitor && leaving.isEmpty();
        return new Code(
                method,
                isSynchronized || unknown,
                calls.stream()
                        .map(place -> new Call(place.what.target(), place.what.isVirtual(), isInside(place.handlers)))
                        .toList(),
                lambdas.stream()
                        .map(place -> new Lambda(
                                method.owner(),
                                place.what.type(),
                                place.what.body(),
                                isInside(place.handlers) || isComputed(place.what)))
                        .toList());
    }

    /** Returns whether a map computes a value by it, which it does inside a monitor. */
    private boolean isComputed(Lambda lambda) {
        return calls.stream()
                .map(place -> place.what.target())
                .anyMatch(called -> LOCKING_MAPS.contains(called.owner())
                        && COMPUTING.contains(called.name())
                        && called.takes(lambda.type().owner()));
    }

    private boolean isInside(List<Label> handlers) {
        return handlers.stream().anyMatch(leaving::contains);
    }
}
